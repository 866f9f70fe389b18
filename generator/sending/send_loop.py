"""Sending a mailing: one letter after the other, each on record before and after.

A letter that fails neither stops nor repeats the others. A server that refuses the sender, or
that cannot be trusted, ends the run: the other letters would fare alike.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem, Refused
from generator.publication.edition_records import require_issued
from generator.sending.letter_builder import Desk
from generator.sending.letter_register import Entry, Event, Register, State, due, now, register
from generator.sending.mailing_plan import Item, plan_hash
from generator.sending.mime import read_letter
from generator.sending.sender_lock import bear_witness, only_sender
from generator.sending.sender_settings import Secret
from generator.sending.smtp import Envelope, hand_over
from generator.sending.smtp_outcomes import Outcome

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
    desk
        Writes the letters.
    password
        For the mail server; ``None`` where it asks none.
    survey
        Returns the plan as it is at the moment, from all registered letters.
    approved
        Short hash of the plan that the user has seen.
    """

    out: Path
    desk: Desk
    password: Secret | None
    survey: Callable[[Sequence[Entry]], tuple[Item, ...]]
    approved: str


_Planned = tuple[Item, Entry]
"""A letter of the plan, and how the register knows it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One letter and what became of it."""

    entry: Entry
    outcome: Outcome


def post(mailing: Mailing, told: Callable[[Told], None], patience: float = 0) -> tuple[Told, ...]:
    """Send every letter of the approved plan.

    Parameters
    ----------
    mailing
        The approved plan.
    told
        Called with each letter when its fate is on record.
    patience
        Seconds to wait for deferred letters to fall due again; 0 tries each once.

    Returns
    -------
    tuple of Told
        Every letter of the plan that was tried, with its last outcome.

    Raises
    ------
    Refused
        If another process is sending, the plan is no longer the one approved, or any brief is not
        the one it must be: then nothing is sent, or nothing more.
    """
    require_issued(mailing.out, mailing.desk.guard.edition)
    with only_sender(mailing.out) as lock, register(mailing.out) as opened:
        opened.recover()
        items = [item for item in mailing.survey(opened.entries()) if item.to_send]
        edition, sender = mailing.desk.guard.edition, mailing.desk.sender
        if plan_hash(edition, items, sender) != mailing.approved:
            raise Refused([Problem("problem.plan_changed", slots={"found": mailing.approved})])
        mailing.desk.guard.fetch([file for item in items for file in item.files])
        planned = [(item, mailing.desk.entry(item)) for item in items]
        opened.plan(entry for _, entry in planned)
        bear_witness(lock)
        try:
            return _Carrier(mailing, opened, told).carry(planned, patience)
        finally:
            opened.recover()


class _Carrier:
    """Carries letters to the server, at the pace that the settings allow."""

    def __init__(self, mailing: Mailing, opened: Register, told: Callable[[Told], None]) -> None:
        self._mailing, self._register, self._told = mailing, opened, told
        self._server = mailing.desk.sender.server
        self._results: dict[str, Told] = {}
        self._faults = 0
        self._next = 0.0

    def carry(self, planned: Sequence[_Planned], patience: float) -> tuple[Told, ...]:
        """Try every letter, then those that were deferred as long as there is patience."""
        until = time.monotonic() + patience
        waiting = list(planned)
        while waiting:
            for item, entry in waiting:
                if due(self._registered(entry)) and self._try(item, entry).outcome.stop:
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

    def _try(self, item: Item, planned: Entry) -> Told:
        """Send one letter; what is on record never says less than what the server may have."""
        desk = self._mailing.desk
        entry = self._registered(planned)
        letter = desk.letter(item, desk.guard.fetch(item.files))
        self._keep_pace()
        self._register.move(entry, Event(now(), State.SENDING))
        desk.guard.check_letter(read_letter(letter), entry, item.files)
        envelope = Envelope(desk.sender.address, entry.diverted or entry.address, letter)
        outcome = hand_over(
            self._server,
            self._mailing.password,
            envelope,
            lambda: self._register.move(entry, Event(now(), State.COMMITTING, "body")),
        )
        return self._record(entry, outcome)

    def _record(self, entry: Entry, outcome: Outcome) -> Told:
        event = Event(now(), outcome.state, outcome.stage, outcome.code, outcome.reply)
        self._register.move(entry, event, waiting=outcome.state == State.DEFERRED)
        broken = outcome.state in (State.DEFERRED, State.UNKNOWN) and not outcome.code
        self._faults = self._faults + 1 if broken else 0
        told = Told(entry, outcome)
        self._results[entry.message_id] = told
        self._told(told)
        return told

    def _keep_pace(self) -> None:
        rate = self._server.letters_per_minute
        if rate:
            time.sleep(max(0.0, self._next - time.monotonic()))
            self._next = time.monotonic() + 60 / rate
