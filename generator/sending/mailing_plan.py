"""Plan a mailing: who is to get which briefs of an edition, and why, or why not.

Nothing is sent here. The plan has a short hash; sending asks for it, so that what was seen is
what is sent.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.errors import Problem, Refused
from generator.publication.editions import Edition, IssuedFile
from generator.sending.address_book import Recipient
from generator.sending.letter_register import Attached, Entry, State
from generator.sending.mime import Thread, message_id
from generator.sending.retries import due
from generator.sending.sender_settings import Sender

HASH_LENGTH = 8


class Reason(StrEnum):
    """Why a recipient gets a letter now, or does not."""

    FIRST = "first"
    CORRECTION = "correction"
    RETRY = "retry"
    AGAIN = "again"
    TRIAL = "trial"
    SENT = "sent"
    UNCHANGED = "unchanged"
    WAITING = "waiting"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    NEWER = "newer"


TO_SEND = frozenset({Reason.FIRST, Reason.CORRECTION, Reason.RETRY, Reason.AGAIN, Reason.TRIAL})


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asks for.

    ``diverted`` is the address of a trial, empty for a real mailing; ``unknown`` and ``refused``
    whether letters in these states are to be sent again.
    """

    regions: tuple[str, ...] = ()
    diverted: str = ""
    unknown: bool = False
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One recipient of the plan.

    ``known`` is its letter in the register, if there is one; ``earlier`` are the letters of
    editions before this one that reached the recipient or may have, oldest first.
    """

    recipient: Recipient
    files: tuple[IssuedFile, ...]
    reason: Reason
    diverted: str = ""
    known: Entry | None = None
    earlier: tuple[Entry, ...] = ()

    @property
    def to_send(self) -> bool:
        """Whether a letter is to be sent now."""
        return self.reason in TO_SEND

    @property
    def size(self) -> int:
        """Bytes of all enclosures."""
        return sum(file.size for file in self.files)

    def corrects(self) -> bool:
        """Whether the letter replaces one that the recipient already has."""
        return bool(self.earlier)

    def thread(self, edition: Edition, sender: Sender) -> Thread:
        """Return its Message-ID, the registered one if there is one, and what it answers."""
        own = message_id(edition, self.recipient, self.diverted, sender)
        return Thread(
            self.known.message_id if self.known else own,
            tuple(entry.message_id for entry in self.earlier),
        )

    def entry(self, edition: Edition, sender: Sender, subject: str) -> Entry:
        """Return the letter as the register will hold it."""
        thread = self.thread(edition, sender)
        return Entry(
            year=edition.year,
            edition=edition.number,
            region=self.recipient.region,
            address=self.recipient.address,
            diverted=self.diverted,
            message_id=thread.message_id,
            answers=thread.earlier[0] if thread.earlier else "",
            subject=subject,
            files=tuple(
                Attached(file.path, file.language, file.sha256, file.size) for file in self.files
            ),
        )


def survey(
    edition: Edition, book: Sequence[Recipient], entries: Sequence[Entry], wish: Wish
) -> tuple[Item, ...]:
    """Decide for every recipient whether, and why, a letter is to be sent.

    Parameters
    ----------
    edition
        The edition whose briefs are sent.
    book
        The address book.
    entries
        All registered letters.
    wish
        What is asked for.

    Raises
    ------
    Refused
        If the edition lacks a brief that a recipient should get, or the register holds another
        file under the same edition.
    """
    problems: list[Problem] = []
    items = []
    for recipient in book:
        if wish.regions and recipient.region not in wish.regions:
            continue
        files = tuple(
            file
            for language in recipient.languages
            if (file := edition.brief(recipient.region, language)) is not None
        )
        if len(files) < len(recipient.languages):
            slots = {
                "found": recipient.region,
                "expected": " ".join(recipient.languages),
                "edition": f"{edition.year}/{edition.number}",
            }
            problems.append(Problem("problem.brief_not_issued", slots=slots))
            continue
        items.append(_item(edition, recipient, files, _letters(recipient, entries), wish))
    problems += [each for item in items for each in _disagreement(item)]
    if problems:
        raise Refused(problems)
    return tuple(items)


def plan_hash(edition: Edition, items: Sequence[Item], sender: Sender) -> str:
    """Return the short hash of what would be sent: recipients, files, server and sender."""
    content = [
        [edition.year, edition.number, sender.address, sender.server.host, sender.server.port],
        *(
            [
                item.recipient.region,
                item.diverted or item.recipient.address,
                item.thread(edition, sender).message_id,
                *item.thread(edition, sender).earlier,
                *(file.sha256 for file in item.files),
            ]
            for item in items
            if item.to_send
        ),
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:HASH_LENGTH]


def _letters(recipient: Recipient, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(
        entry
        for entry in entries
        if entry.region == recipient.region and entry.address.lower() == recipient.address.lower()
    )


def _item(
    edition: Edition,
    recipient: Recipient,
    files: tuple[IssuedFile, ...],
    letters: tuple[Entry, ...],
    wish: Wish,
) -> Item:
    reached = [each for each in letters if _may_have_arrived(each) and each.year == edition.year]
    earlier = tuple(
        sorted(
            (each for each in reached if each.edition < edition.number),
            key=lambda each: each.edition,
        )
    )
    known = next(
        (
            each
            for each in letters
            if (each.year, each.edition, each.diverted.lower())
            == (edition.year, edition.number, wish.diverted.lower())
        ),
        None,
    )
    newer = any(each.edition > edition.number for each in reached)
    if wish.diverted:
        reason = Reason.TRIAL if _says_something_new(files, earlier) else Reason.UNCHANGED
    else:
        reason = _reason(files, known, earlier, wish, newer=newer)
    return Item(recipient, files, reason, wish.diverted, known, earlier)


def _may_have_arrived(entry: Entry) -> bool:
    return not entry.diverted and entry.state in (State.SENT, State.UNKNOWN, State.COMMITTING)


def _reason(
    files: tuple[IssuedFile, ...],
    known: Entry | None,
    earlier: tuple[Entry, ...],
    wish: Wish,
    *,
    newer: bool,
) -> Reason:
    if newer and (known is None or known.state not in (State.SENT, State.UNKNOWN)):
        return Reason.NEWER
    if known is not None:
        return _reason_of(known, wish)
    if not _says_something_new(files, earlier):
        return Reason.UNCHANGED
    return Reason.CORRECTION if earlier else Reason.FIRST


def _says_something_new(files: tuple[IssuedFile, ...], earlier: tuple[Entry, ...]) -> bool:
    """Whether any brief was made after the letter that its recipient has; true without one."""
    return not earlier or any(file.edition > earlier[-1].edition for file in files)


def _reason_of(known: Entry, wish: Wish) -> Reason:
    again = {
        State.UNKNOWN: wish.unknown,
        State.COMMITTING: wish.unknown,
        State.REFUSED: wish.refused,
    }
    if again.get(known.state, False):
        return Reason.AGAIN
    if known.state == State.DEFERRED:
        return Reason.RETRY if due(known.next_try) else Reason.WAITING
    names = {
        State.SENT: Reason.SENT,
        State.REFUSED: Reason.REFUSED,
        State.UNKNOWN: Reason.UNKNOWN,
        State.COMMITTING: Reason.UNKNOWN,
    }
    return names.get(known.state, Reason.RETRY)


def _disagreement(item: Item) -> list[Problem]:
    """Name the files whose checksum in the register is not that of the manifest."""
    known = {each.path: each.sha256 for each in item.known.files} if item.known else {}
    return [
        Problem(
            "problem.ledger_disagrees",
            slots={"found": file.sha256, "expected": known[file.path], "brief": file.path},
        )
        for file in item.files
        if item.to_send and known.get(file.path, file.sha256) != file.sha256
    ]
