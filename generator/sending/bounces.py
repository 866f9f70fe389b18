"""Read delivery reports of mail systems, and enter them into the register of letters.

A report is a message of the type multipart/report with a part message/delivery-status (RFC 3464).
It is believed only about a letter whose Message-ID it returns, or whose address it names and which
is the only one sent to it. Imports email.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

from generator.dataset.readers import sha256
from generator.errors import DataProblems, Location, Problem
from generator.sending.letter_register import Bounce, Entry, Event, Register, State
from generator.sending.retries import now

LARGEST_REPORT = 30_000_000
"""Bytes: a report may return the whole letter."""

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Report:
    """What one message reports: the letter and address concerned, and what happened to it."""

    sha256: str
    message_ids: frozenset[str]
    address: str
    bounce: Bounce


@dataclass(frozen=True, slots=True)
class Gathered:
    """Messages looked at, reports newly entered, and reports about no letter of ours."""

    messages: int
    entered: int
    strange: int


def gather(opened: Register, messages: Iterable[bytes]) -> Gathered:
    """Enter every report about a registered letter; each once, however often it is read."""
    count = entered = strange = 0
    entries = [each for each in opened.entries() if each.doubtful or each.state not in _NEVER_LEFT]
    for content in messages:
        count += 1
        for report in read_reports(content):
            entry = _letter(report, entries)
            if entry is None:
                strange += 1
            elif opened.add_bounce(entry, report.sha256, report.bounce):
                entered += 1
                _did_not_arrive(opened, entry, report.bounce)
    return Gathered(count, entered, strange)


def _did_not_arrive(opened: Register, entry: Entry, bounce: Bounce) -> None:
    """Let a failed letter be one that bounced, unless the report is about an earlier attempt."""
    known = opened.find(entry)
    if known is None or bounce.action != FAILED or not known.may_have_arrived:
        return
    begun = [each.at for each in opened.history(known) if each.state == State.SENDING]
    if not begun or _moment(bounce.arrived) >= _moment(begun[-1]) - CLOCKS_APART:
        event = Event(
            now(), State.BOUNCED, "report", 0, f"{bounce.status} {bounce.reason}".strip()
        )
        opened.move(known, event)


def _moment(text: str) -> datetime:
    """Read a moment; one without a zone is in UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _blocks(part: EmailMessage | Message) -> Iterable[object]:
    """Return the blocks of a status part, also of one that the library reads as text or bytes."""
    content = part.get_payload()
    if isinstance(content, list):
        return content
    text = part.get_payload(decode=True)
    raw = text if isinstance(text, bytes) else str(content).encode()
    return [message_from_bytes(each.lstrip()) for each in re.split(rb"\r?\n\r?\n", raw)]


_NEVER_LEFT = frozenset({State.PLANNED, State.REFUSED})
_STATUS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_HEADERS = frozenset({"text/rfc822-headers", "message/global-headers"})
"""Kinds of parts as RFC 3464 and, for addresses in other letters, RFC 6533 name them."""
FAILED = "failed"
CLOCKS_APART = timedelta(minutes=10)
"""How much the clocks of two mail systems may differ."""


def messages_in(folder: Path) -> Iterator[bytes]:
    """Read the messages of a folder: files ``*.eml``, or a Maildir's ``new`` and ``cur``.

    Raises
    ------
    DataProblems
        If there is no such folder.
    """
    if not folder.is_dir():
        raise DataProblems([Problem("problem.missing_file", Location(str(folder)))])
    maildir = [folder / "new", folder / "cur"]
    files = (
        [file for each in maildir if each.is_dir() for file in each.iterdir()]
        if any(each.is_dir() for each in maildir)
        else list(folder.glob("*.eml"))
    )
    for file in sorted(files):
        if file.is_file() and not file.is_symlink() and file.stat().st_size <= LARGEST_REPORT:
            yield file.read_bytes()


def read_reports(content: bytes) -> tuple[Report, ...]:
    """Read the reports of one message; none if it is no delivery report, or malformed."""
    try:
        message = message_from_bytes(content, policy=default)
        return tuple(_reports(message, sha256(content)))
    except (MessageError, ValueError, LookupError, AttributeError, TypeError):
        return ()  # others' messages may be malformed in any way; they report nothing


def _reports(message: EmailMessage | Message, digest: str) -> Iterator[Report]:
    if message.get_content_type() != "multipart/report":
        return
    ids = frozenset(_message_ids(message))
    arrived = _day(message)
    for part in message.walk():
        if part.get_content_type() not in _STATUS:
            continue
        for block in _blocks(part):
            if not isinstance(block, Message) or "Action" not in block:
                continue
            address = str(block.get("Original-Recipient") or block.get("Final-Recipient") or "")
            bounce = Bounce(
                arrived,
                _plain(str(block["Action"])).lower(),
                _plain(str(block.get("Status", ""))),
                _plain(str(block.get("Diagnostic-Code", ""))),
            )
            yield Report(digest, ids, address.rpartition(";")[2].strip().lower(), bounce)


def _message_ids(message: EmailMessage | Message) -> Iterator[str]:
    """Give the Message-IDs of the letters that a report returns or answers."""
    for name in ("In-Reply-To", "References"):
        yield from str(message.get(name, "")).split()
    for part in message.walk():
        kind = part.get_content_type()
        if part is not message and kind not in _HEADERS and "Message-ID" in part:
            yield str(part["Message-ID"]).strip()
        if kind in _HEADERS:
            headers = message_from_bytes(bytes(part.get_payload(decode=True)), policy=default)
            yield str(headers.get("Message-ID", "")).strip()


def _day(message: EmailMessage | Message) -> str:
    try:
        return parsedate_to_datetime(str(message["Date"])).isoformat(timespec="seconds")
    except (TypeError, ValueError):
        return now()


def _plain(text: str) -> str:
    shown = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(shown.split())[:LONGEST_REASON]


def _letter(report: Report, entries: list[Entry]) -> Entry | None:
    known = [each for each in entries if each.message_id in report.message_ids]
    if known:
        return known[0]
    to_it = [each for each in entries if (each.diverted or each.address).lower() == report.address]
    return to_it[0] if len(to_it) == 1 and not report.message_ids else None
