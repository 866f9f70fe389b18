"""Send a mailing: one letter after the other, each registered before and after.

A letter that fails neither stops nor repeats the others. A server that refuses the sender, or
that cannot be trusted, ends the run: the other letters would fare alike.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from generator.errors import Location, MachineLacks, Problem, Refused
from generator.publication.edition_records import require_issued
from generator.sending.letter_builder import LetterBuilder
from generator.sending.letter_register import (
    SENDER_LOCK,
    Entry,
    Event,
    Register,
    State,
    entries_in,
    register,
)
from generator.sending.mailing_plan import Item, plan_hash
from generator.sending.mime import read_letter
from generator.sending.retries import due, now
from generator.sending.sender_settings import Secret
from generator.sending.smtp import Envelope, hand_over
from generator.sending.smtp_outcomes import SmtpOutcome

FAULTS_IN_A_ROW = 3
"""After so many broken conversations one after the other the run ends."""
LOOK_AGAIN = 15.0
"""Seconds between two looks for deferred letters that may be tried again."""


@dataclass(frozen=True)
class Mailing:
    """What is to be sent, and how.

    Parameters
    ----------
    out
        Folder of results, with the ledger.
    letter_builder
        Writes the letters.
    password
        For the mail server; ``None`` where it asks none.
    survey
        Returns the plan as it is at the moment, from all registered letters.
    approved
        Short hash of the plan that the user has seen.
    """

    out: Path
    letter_builder: LetterBuilder
    password: Secret | None
    survey: Callable[[Sequence[Entry]], tuple[Item, ...]]
    approved: str


_Planned = tuple[Item, Entry]
"""A letter of the plan, and how the register knows it."""


@dataclass(frozen=True, slots=True)
class SendReport:
    """One letter and what became of it."""

    entry: Entry
    outcome: SmtpOutcome


def post(
    mailing: Mailing, told: Callable[[SendReport], None], patience: float = 0
) -> tuple[SendReport, ...]:
    """Send every letter of the approved plan.

    Parameters
    ----------
    mailing
        The approved plan.
    told
        Called with each letter when its new state is registered.
    patience
        Seconds to wait for deferred letters to fall due again; 0 tries each once.

    Returns
    -------
    tuple of SendReport
        Every letter of the plan that was tried, with its last outcome.

    Raises
    ------
    Refused
        If another process is sending, the plan is no longer the one approved, or any brief is not
        the one it must be: then nothing is sent, or nothing more.
    """
    require_issued(mailing.out, mailing.letter_builder.guard.edition)
    with only_sender(mailing.out) as lock, register(mailing.out) as opened:
        opened.recover()
        items = [item for item in mailing.survey(opened.entries()) if item.to_send]
        edition, sender = mailing.letter_builder.guard.edition, mailing.letter_builder.sender
        if plan_hash(edition, items, sender) != mailing.approved:
            raise Refused([Problem("problem.plan_changed", slots={"found": mailing.approved})])
        mailing.letter_builder.guard.fetch([file for item in items for file in item.files])
        entries = opened.plan([mailing.letter_builder.entry(item) for item in items])
        planned = list(zip(items, entries, strict=True))
        mark_sending_begun(lock)
        try:
            return _LetterSender(mailing, opened, told).send_all(planned, patience)
        finally:
            opened.recover()


class _LetterSender:
    """Sends letters to the server, at the rate that the settings allow."""

    def __init__(
        self, mailing: Mailing, opened: Register, told: Callable[[SendReport], None]
    ) -> None:
        self._mailing, self._register, self._told = mailing, opened, told
        self._server = mailing.letter_builder.sender.server
        self._results: dict[str, SendReport] = {}
        self._faults = 0
        self._next = 0.0

    def send_all(self, planned: Sequence[_Planned], patience: float) -> tuple[SendReport, ...]:
        """Try every letter, then those that were deferred as long as there is patience."""
        until = time.monotonic() + patience
        waiting = list(planned)
        while waiting:
            for item, entry in waiting:
                if due(self._registered(entry).next_try) and self._try(item, entry).outcome.stop:
                    return tuple(self._results.values())
                if self._faults >= FAULTS_IN_A_ROW:
                    return tuple(self._results.values())
            waiting = [each for each in waiting if self._open(each[1])]
            if time.monotonic() >= until:
                break
            if waiting:
                time.sleep(min(LOOK_AGAIN, max(0.0, until - time.monotonic())))
        return tuple(self._results.values())

    def _open(self, entry: Entry) -> bool:
        return self._registered(entry).state in (State.PLANNED, State.DEFERRED)

    def _registered(self, planned: Entry) -> Entry:
        found = self._register.find(planned)
        if found is None:
            raise KeyError(planned.region)
        return found

    def _try(self, item: Item, planned: Entry) -> SendReport:
        """Send one letter; what is on record never says less than what the server may have."""
        letter_builder = self._mailing.letter_builder
        entry = self._registered(planned)
        briefs = letter_builder.guard.fetch(item.files)
        self._keep_pace()
        begun = Event(now(), State.SENDING)
        letter = letter_builder.letter(item, briefs, entry.begun or begun.at)
        self._register.move(entry, begun)
        letter_builder.guard.check_letter(read_letter(letter), entry, item.files)
        envelope = Envelope(letter_builder.sender.address, entry.diverted or entry.address, letter)
        outcome = hand_over(
            self._server,
            self._mailing.password,
            envelope,
            lambda: self._register.move(entry, Event(now(), State.COMMITTING, "body")),
        )
        return self._record(entry, outcome)

    def _record(self, entry: Entry, outcome: SmtpOutcome) -> SendReport:
        event = Event(now(), outcome.state, outcome.stage, outcome.code, outcome.reply)
        waiting = outcome.state == State.DEFERRED and not (outcome.stop and outcome.code)
        self._register.move(entry, event, waiting=waiting)
        broken = outcome.state in (State.DEFERRED, State.UNKNOWN) and not outcome.code
        self._faults = self._faults + 1 if broken else 0
        told = SendReport(entry, outcome)
        self._results[entry.message_id] = told
        self._told(told)
        return told

    def _keep_pace(self) -> None:
        rate = self._server.letters_per_minute
        if rate:
            time.sleep(max(0.0, self._next - time.monotonic()))
            self._next = time.monotonic() + 60 / rate


def settle(out: Path) -> None:
    """Say what became of letters that a killed run was sending; nothing while another sends.

    Raises
    ------
    Refused
        If the ledger cannot be read, or is missing although letters were sent from this folder.
    """
    if not any(each.state in (State.SENDING, State.COMMITTING) for each in entries_in(out)):
        return
    try:
        with only_sender(out), register(out) as opened:
            opened.recover()
    except (Refused, MachineLacks) as error:
        if error.problems[0].key not in _ANOTHER_SENDS:
            raise


_ANOTHER_SENDS = frozenset({"problem.sender_running", "problem.no_locks"})

if sys.platform != "win32":
    import fcntl


@contextmanager
def only_sender(out: Path) -> Iterator[IO[str]]:
    """Lock a folder of results for sending; the system frees it when the process dies.

    Yields
    ------
    IO
        The lock file. Once letters are registered, ``mark_sending_begun`` writes into it, so that
        a ledger that vanishes later is missed.

    Raises
    ------
    Refused
        If another process is sending, with its number.
    MachineLacks
        Where files cannot be locked: Windows without WSL.
    """
    path = out / SENDER_LOCK
    out.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="ascii") as handle:
        _take(handle, path)
        yield handle


def mark_sending_begun(handle: IO[str]) -> None:
    """Write that letters are registered in this folder, and which process sends them."""
    handle.seek(0)
    handle.truncate()
    handle.write(f"{os.getpid()}\n")
    handle.flush()
    os.fsync(handle.fileno())


def _take(handle: IO[str], path: Path) -> None:
    if sys.platform == "win32":
        raise MachineLacks([Problem("problem.no_locks", Location(str(path)))])
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        handle.seek(0)
        slots = {"found": handle.read().strip() or "?"}
        raise Refused([Problem("problem.sender_running", Location(str(path)), slots)]) from error
