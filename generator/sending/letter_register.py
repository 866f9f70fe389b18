"""Register outgoing letters: who is to get what, and in which state each letter is.

A letter is planned, then being sent, then committing: written to the disk just before the final
dot that makes the server responsible for it. What the server answers decides the rest: sent,
refused, deferred, or unknown when no answer came; a report may say later that it bounced. Only
planned and deferred letters are sent. A letter that may have arrived stays doubtful, whatever
comes of later attempts, until one is answered or a report says that it did not arrive.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator.errors import Location, Problem, Refused
from generator.publication.ledger import LEDGER, Connection, Row, ledger
from generator.sending.register_schema import SCHEMA, renew
from generator.sending.retries import next_try, now


class State(StrEnum):
    """What has become of a letter."""

    PLANNED = "planned"
    SENDING = "sending"
    COMMITTING = "committing"
    SENT = "sent"
    REFUSED = "refused"
    DEFERRED = "deferred"
    UNKNOWN = "unknown"
    BOUNCED = "bounced"


@dataclass(frozen=True, slots=True)
class Attached:
    """One attached brief: its path in the edition, language, sha256 and size in bytes."""

    path: str
    language: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One letter in the register.

    It is for the office of ``role`` in ``region``, of which the release that registered it may
    not have known the role (empty then); ``address`` is where it went, or is to go. ``part``
    counts the letters of one edition to one office: languages may be asked for later. ``diverted``
    is the address of a trial letter, empty for a real one. ``answers`` is the Message-ID that a
    correction answers. Times are UTC in ISO 8601; ``next_try`` is empty unless the letter waits,
    ``begun`` is that of the first attempt, the letter's Date. ``doubtful`` means that it may have
    arrived.
    """

    year: int
    edition: int
    region: str
    address: str
    diverted: str
    message_id: str
    answers: str
    subject: str
    files: tuple[Attached, ...]
    state: State = State.PLANNED
    attempts: int = 0
    next_try: str = ""
    changed: str = ""
    id: int = 0
    role: str = ""
    part: int = 1
    begun: str = ""
    doubtful: bool = False

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the attached briefs."""
        return tuple(each.language for each in self.files)

    @property
    def may_have_arrived(self) -> bool:
        """Whether the letter arrived or may have: no second one goes out unasked."""
        held = self.state in (State.SENT, State.UNKNOWN, State.COMMITTING)
        return held or (self.doubtful and self.state != State.BOUNCED)


@dataclass(frozen=True, slots=True)
class Event:
    """One change of a letter's state, with the stage of SMTP and the server's answer."""

    at: str
    state: State
    stage: str = ""
    code: int = 0
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a mail system reported about a letter after it had been sent."""

    arrived: str
    action: str
    status: str
    reason: str


class Register:
    """Letters in the ledger; every change is on the disk when the method returns."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def entries(self) -> tuple[Entry, ...]:
        """Return all letters, oldest first."""
        rows = self._connection.execute("SELECT * FROM letters ORDER BY id")
        return tuple(map(_entry, rows))

    def find(self, entry: Entry) -> Entry | None:
        """Return the letter that is registered under the same number, or for the same office."""
        row = self._connection.execute(
            "SELECT * FROM letters WHERE id = ? OR (? = 0 AND"
            " (year, edition, region, role, diverted, part) = (?, ?, ?, ?, ?, ?))",
            (
                *(entry.id, entry.id, entry.year, entry.edition, entry.region),
                *(entry.role, entry.diverted, entry.part),
            ),
        ).fetchone()
        return _entry(row) if row else None

    def plan(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Enter letters as planned, and return them as they are registered.

        A letter that is registered already keeps its Message-ID and its history; it is planned
        again with the files, the subject and the address that it has now. One that certainly did
        not arrive gets a new Date.
        """
        planned = []
        with self._writing():
            for entry in entries:
                known = self.find(entry)
                number = self._insert(entry) if known is None else self._again(known, entry)
                planned.append(number)
        return tuple(each for each in map(self._numbered, planned) if each is not None)

    def _numbered(self, number: int) -> Entry | None:
        row = self._connection.execute("SELECT * FROM letters WHERE id = ?", (number,)).fetchone()
        return _entry(row) if row else None

    def _again(self, known: Entry, entry: Entry) -> int:
        """Plan a registered letter again."""
        self._connection.execute(
            "UPDATE letters SET subject = ?, files = ?, answers = ?, address = ?, role = ?"
            " WHERE id = ?",
            (
                *(entry.subject, _listed(entry.files), entry.answers, entry.address, entry.role),
                known.id,
            ),
        )
        moved = known.address.lower() != entry.address.lower()
        if known.state in (State.REFUSED, State.BOUNCED) and not known.doubtful:
            self._connection.execute("UPDATE letters SET begun = '' WHERE id = ?", (known.id,))
        if moved:
            self._set(known, Event(now(), State.PLANNED, "moved", 0, known.address), "")
        elif known.state not in (State.PLANNED, State.DEFERRED):
            self._set(known, Event(now(), State.PLANNED, "again"), "")
        return known.id

    def recover(self) -> int:
        """Say what became of letters that a killed run was sending.

        Before the final dot nothing was handed over: the letter is planned again. After it nobody
        can know: unknown.

        Returns
        -------
        int
            Letters that became unknown.
        """
        with self._writing():
            for entry in self.entries():
                if entry.state == State.SENDING:
                    self._set(entry, Event(now(), State.PLANNED, "recovered"), "")
            lost = [each for each in self.entries() if each.state == State.COMMITTING]
            for entry in lost:
                self._set(entry, Event(now(), State.UNKNOWN, "recovered"), "")
        return len(lost)

    def move(self, entry: Entry, event: Event, *, waiting: bool = False) -> None:
        """Write a letter's new state.

        Parameters
        ----------
        entry, event
            The letter as it was before this attempt, and what happened.
        waiting
            Whether it must wait before it is tried again, longer after every attempt.

        Raises
        ------
        Refused
            If it is to be sent although it is neither planned nor deferred.
        """
        with self._writing():
            begun = event.state == State.SENDING
            if begun and self._state(entry) not in (State.PLANNED, State.DEFERRED):
                slots = {"found": entry.message_id, "expected": self._state(entry)}
                raise Refused([Problem("problem.letter_state", Location(LEDGER), slots)])
            self._set(entry, event, next_try(entry.attempts) if waiting else "", begun=begun)

    def _state(self, entry: Entry) -> str:
        row = self._connection.execute("SELECT state FROM letters WHERE id = ?", (entry.id,))
        return str(row.fetchone()["state"])

    def history(self, entry: Entry) -> tuple[Event, ...]:
        """Return every change of a letter's state, oldest first."""
        rows = self._connection.execute(
            "SELECT * FROM letter_events WHERE letter = ? ORDER BY rowid", (entry.id,)
        )
        return tuple(
            Event(row["at"], State(row["state"]), row["stage"], row["code"], row["reply"])
            for row in rows
        )

    def bounces(self, entry: Entry) -> tuple[Bounce, ...]:
        """Return what mail systems reported about a letter, oldest first."""
        rows = self._connection.execute(
            "SELECT arrived, action, status, reason FROM bounces WHERE letter = ?"
            " ORDER BY arrived, rowid",
            (entry.id,),
        )
        return tuple(Bounce(*row) for row in rows)

    def add_bounce(self, entry: Entry, sha256: str, bounce: Bounce) -> bool:
        """Write a report about a letter, once; whether it was new."""
        with self._writing():
            done = self._connection.execute(
                "INSERT OR IGNORE INTO bounces VALUES (?, ?, ?, ?, ?, ?)",
                (entry.id, sha256, bounce.arrived, bounce.action, bounce.status, bounce.reason),
            )
        return done.rowcount > 0

    def _insert(self, entry: Entry) -> int:
        done = self._connection.execute(
            "INSERT INTO letters (year, edition, region, address, diverted, message_id, answers,"
            " subject, files, state, changed, role, part)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(entry.year, entry.edition, entry.region, entry.address, entry.diverted),
                *(entry.message_id, entry.answers, entry.subject, _listed(entry.files)),
                *(entry.state, now(), entry.role, entry.part),
            ),
        )
        number = int(done.lastrowid or 0)
        self._note(number, Event(now(), State.PLANNED))
        return number

    def _set(self, entry: Entry, event: Event, next_try: str, *, begun: bool = False) -> None:
        doubt = {State.UNKNOWN: 1, State.SENT: 0, State.BOUNCED: 0}.get(event.state)
        self._connection.execute(
            "UPDATE letters SET state = ?, next_try = ?, changed = ?, attempts = attempts + ?,"
            " begun = CASE WHEN ? AND begun = '' THEN ? ELSE begun END,"
            " doubtful = COALESCE(?, doubtful) WHERE id = ?",
            (
                *(event.state, next_try, event.at, int(begun)),
                *(int(begun), event.at, doubt, entry.id),
            ),
        )
        self._note(entry.id, event)

    def _note(self, letter: int, event: Event) -> None:
        self._connection.execute(
            "INSERT INTO letter_events VALUES (?, ?, ?, ?, ?, ?)",
            (letter, event.at, event.state, event.stage, event.code, event.reply),
        )

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


@contextmanager
def register(out: Path) -> Iterator[Register]:
    """Open the register in the ledger of a folder of results.

    Raises
    ------
    Refused
        If the ledger cannot be read, or is missing although letters were sent from this folder.
    """
    problem = Problem("problem.ledger_missing", Location(str(out / LEDGER)))
    if sending_began(out) and not (out / LEDGER).exists():
        raise Refused([problem])
    with ledger(out, SCHEMA) as connection:
        renew(connection)
        opened = Register(connection)
        if sending_began(out) and not opened.entries():
            raise Refused([problem])
        yield opened


def entries_in(out: Path) -> tuple[Entry, ...]:
    """Return the registered letters of a folder of results, without making a ledger there."""
    if not (out / LEDGER).exists() and not sending_began(out):
        return ()
    with register(out) as opened:
        return opened.entries()


SENDER_LOCK = ".sender.lock"
"""The sender's lock file; it is written once letters are registered, and stays."""


def sending_began(out: Path) -> bool:
    """Whether letters were registered in this folder at some time."""
    lock_file = out / SENDER_LOCK
    return lock_file.exists() and lock_file.stat().st_size > 0


def _listed(files: Iterable[Attached]) -> str:
    return json.dumps([[each.path, each.language, each.sha256, each.size] for each in files])


def _entry(row: Row) -> Entry:
    files = tuple(Attached(*each) for each in json.loads(row["files"]))
    return Entry(
        year=row["year"],
        edition=row["edition"],
        region=row["region"],
        address=row["address"],
        diverted=row["diverted"],
        message_id=row["message_id"],
        answers=row["answers"],
        subject=row["subject"],
        files=files,
        state=State(row["state"]),
        attempts=row["attempts"],
        next_try=row["next_try"],
        changed=row["changed"],
        id=row["id"],
        role=row["role"],
        part=row["part"],
        begun=row["begun"],
        doubtful=bool(row["doubtful"]),
    )
