"""Plan a mailing: who is to get which briefs of an edition, and why, or why not.

Nothing is sent here. The plan has a short hash; sending asks for it, so that what was seen is
what is sent. What an office has had is known by office, edition and language, not by its address.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.errors import Problem, Refused
from generator.publication.cache_key import Identity
from generator.publication.editions import Edition, IssuedFile
from generator.sending.address_book import Recipient
from generator.sending.letter_register import Attached, Entry, State
from generator.sending.mime import Thread, message_id
from generator.sending.retries import TO_SEND, Reason, Wish, due
from generator.sending.sender_settings import Sender

HASH_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Item:
    """One letter of the plan, or why an office gets none.

    ``known`` is the letter in the register, if there is one; ``earlier`` are the letters that this
    one corrects, oldest first; ``part`` counts the letters of the edition to the office.
    ``before`` is the newest letter that the office has, or may have, at another address.
    """

    recipient: Recipient
    files: tuple[IssuedFile, ...]
    reason: Reason
    diverted: str = ""
    known: Entry | None = None
    earlier: tuple[Entry, ...] = ()
    part: int = 1
    before: Entry | None = None

    @property
    def to_send(self) -> bool:
        """Whether a letter is to be sent now."""
        return self.reason in TO_SEND

    @property
    def size(self) -> int:
        """Bytes of all enclosures."""
        return sum(file.size for file in self.files)

    def corrects(self) -> bool:
        """Whether the letter replaces one that the office already has."""
        return bool(self.earlier)

    def thread(self, edition: Edition, sender: Sender) -> Thread:
        """Return its Message-ID, the registered one if there is one, and what it answers."""
        own = message_id(edition, (self.recipient, self.part), self.diverted, sender)
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
            id=self.known.id if self.known else 0,
            role=self.recipient.role,
            part=self.part,
            begun=self.known.begun if self.known else "",
        )


def survey(
    edition: Edition,
    book: Sequence[Recipient],
    entries: Sequence[Entry],
    wish: Wish,
    past: Mapping[int, Edition] | None = None,
) -> tuple[Item, ...]:
    """Decide for every office whether, and why, a letter is to be sent.

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
    past
        Editions of the year by number: a brief that says what an earlier one said does not
        correct it, whatever its pages look like. Without them every new file does.

    Returns
    -------
    tuple of Item
        One or more for each office: languages that were asked for later stand apart.

    Raises
    ------
    Refused
        If the edition lacks a brief that an office should get, or the register holds another file
        under the same edition. An office whose region a partial edition leaves out gets no letter.
    """
    problems: list[Problem] = []
    items: list[Item] = []
    for recipient in book:
        if wish.regions and recipient.region not in wish.regions:
            continue
        files = _files(edition, recipient)
        if files is None:
            items.append(Item(recipient, (), Reason.ABSENT, wish.diverted))
        elif len(files) < len(recipient.languages):
            slots = {
                "found": recipient.region,
                "expected": " ".join(recipient.languages),
                "edition": f"{edition.year}/{edition.number}",
            }
            problems.append(Problem("problem.brief_not_issued", slots=slots))
        else:
            letters = _letters(recipient, book, entries, edition.year)
            items += _OfficePlan(edition, recipient, files, letters, past or {}).items(wish)
    problems += [each for item in items for each in _disagreement(item)]
    if problems:
        raise Refused(problems)
    return tuple(items)


@dataclass(frozen=True)
class _OfficePlan:
    """Plans the letters of one office, from what it has had.

    ``files`` are its briefs by language, ``letters`` those of the edition's year to it, ``past``
    the editions that they brought.
    """

    edition: Edition
    recipient: Recipient
    files: Mapping[str, IssuedFile]
    letters: Sequence[Entry]
    past: Mapping[int, Edition]

    def items(self, wish: Wish) -> list[Item]:
        """Return a letter for each part that is open, or the reason why there is none."""
        if wish.diverted:
            return [self._trial(wish)]
        found = [*self._doubtful(wish), *self._open(wish)]
        return found or [self._item((), self._settled(wish))]

    @property
    def _reached(self) -> list[Entry]:
        return [each for each in self.letters if each.may_have_arrived and not each.diverted]

    @property
    def _of_this(self) -> list[Entry]:
        """Letters of this very edition."""
        number = self.edition.number
        return [each for each in self.letters if each.edition == number and not each.diverted]

    @property
    def _overtaken(self) -> bool:
        """Whether the office has, or may have, a newer edition."""
        return any(each.edition > self.edition.number for each in self._reached)

    def _trial(self, wish: Wish) -> Item:
        held = [each for each in self._reached if each.edition < self.edition.number]
        wanted = [code for code in self.files if self._lacks(code, held)]
        known = next(
            (
                each
                for each in self.letters
                if (each.edition, each.diverted.lower())
                == (self.edition.number, wish.diverted.lower())
            ),
            None,
        )
        reason = Reason.TRIAL if wanted else Reason.UNCHANGED
        return replace(self._item(wanted, reason, known, held), diverted=wish.diverted)

    def _doubtful(self, wish: Wish) -> list[Item]:
        """Plan letters of this edition that may have arrived, only where that is asked for."""
        found = [each for each in self._of_this if each.may_have_arrived]
        items = []
        for each in (each for each in found if each.state != State.SENT):
            again = wish.unknown and not self._overtaken
            reason = self._when_due(each, Reason.AGAIN) if again else Reason.UNKNOWN
            wanted = [code for code in self.files if code in each.languages]
            if wanted:
                items.append(self._item(wanted, reason, each))
        return items

    def _open(self, wish: Wish) -> list[Item]:
        """Plan letters that did not arrive, and a new one for what none of them brings."""
        known = [each for each in self._of_this if not each.may_have_arrived]
        missing = [] if self._overtaken else self._missing(wish)
        if missing and not known:
            return [self._new(missing)]
        return [
            self._item(share, self._reason_of(entry, wish), entry)
            for entry, share in _shares(missing, known)
            if share
        ]

    def _new(self, languages: Sequence[str]) -> Item:
        """Plan a letter that is not registered yet."""
        item = self._item(languages, Reason.FIRST)
        had = {code for each in self._reached for code in each.languages}
        again = had.intersection(languages) and not item.corrects()
        return replace(item, reason=Reason.AGAIN) if again else item

    def _missing(self, wish: Wish) -> list[str]:
        """Return the languages of briefs that the office lacks; in doubt it has them."""
        number = self.edition.number
        sure = [e for e in self._reached if e.state == State.SENT or e.edition == number]
        held = sure if wish.unknown else self._reached
        return [
            code
            for code in self.files
            if self._lacks(code, self._reached) or self._lacks(code, held)
        ]

    def _lacks(self, language: str, held: Sequence[Entry]) -> bool:
        newest = max((each.edition for each in held if language in each.languages), default=None)
        return newest is None or (newest < self.edition.number and self._differs(language, newest))

    def _differs(self, language: str, number: int) -> bool:
        """Whether a brief says something else than in an earlier edition."""
        file, name = self.files[language], f"{self.recipient.region}.{language}"
        before = self.past[number].made.get(name) if number in self.past else None
        if file.edition <= number or before is None:
            return file.edition > number
        now = Identity.from_parts(self.edition.made.get(name, {}))
        return not now.same_content(Identity.from_parts(before))

    def _reason_of(self, entry: Entry, wish: Wish) -> Reason:
        """Say what becomes of a letter that did not arrive; a new address is a new chance."""
        asked = {State.REFUSED: wish.refused, State.BOUNCED: wish.bounced}
        if entry.state in asked:
            again = asked[entry.state] or self._moved(entry)
            return Reason.AGAIN if again else Reason(entry.state.value)
        return self._when_due(entry, Reason.RETRY)

    def _when_due(self, entry: Entry, reason: Reason) -> Reason:
        return reason if due(entry.next_try) or self._moved(entry) else Reason.WAITING

    def _moved(self, entry: Entry) -> bool:
        return not _same(entry.address, self.recipient.address)

    def _settled(self, wish: Wish) -> Reason:
        """Say why nothing is open."""
        if any(each.state == State.SENT for each in self._of_this):
            return Reason.SENT
        if self._overtaken:
            return Reason.NEWER
        sure = [each for each in self._reached if each.state == State.SENT]
        doubt = any(self._lacks(code, sure) for code in self.files) and not wish.unknown
        return Reason.UNKNOWN if doubt else Reason.UNCHANGED

    def _item(
        self,
        languages: Sequence[str],
        reason: Reason,
        known: Entry | None = None,
        held: Sequence[Entry] | None = None,
    ) -> Item:
        """Describe a letter in some languages; of none, the office with all its briefs."""
        earlier = self._corrected(languages, self._reached if held is None else held)
        last = max(self._reached, key=_order, default=None)
        return Item(
            recipient=self.recipient,
            files=tuple(self.files[code] for code in languages or self.files),
            reason=Reason.CORRECTION if earlier and reason == Reason.FIRST else reason,
            known=known,
            earlier=earlier,
            part=known.part if known else 1 + max((e.part for e in self._of_this), default=0),
            before=last if last and self._moved(last) else None,
        )

    def _corrected(self, languages: Sequence[str], held: Sequence[Entry]) -> tuple[Entry, ...]:
        """Return the letters of earlier editions that a letter corrects, oldest first."""
        before = [each for each in held if each.edition < self.edition.number]
        had = {code for each in before for code in each.languages}
        changed = {code for code in languages if code in had and self._lacks(code, before)}
        found = [each for each in before if changed.intersection(each.languages)]
        return tuple(sorted(found, key=_order))


def _shares(
    languages: Sequence[str], letters: Sequence[Entry]
) -> Iterator[tuple[Entry, list[str]]]:
    """Share languages among open letters: each keeps its own, the first takes those of none."""
    left = list(languages)
    for number, entry in enumerate(letters, 1):
        later = {code for each in letters[number:] for code in each.languages}
        share = [code for code in left if code in entry.languages or code not in later]
        left = [code for code in left if code not in share]
        yield entry, share


def _order(entry: Entry) -> tuple[int, int]:
    return entry.edition, entry.part


def _same(one: str, other: str) -> bool:
    return one.lower() == other.lower()


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


def _files(edition: Edition, recipient: Recipient) -> dict[str, IssuedFile] | None:
    """Return an office's briefs by language; ``None`` if the edition leaves its region out."""
    if not any(file.subject == recipient.region for file in edition.files):
        return None
    found = {code: edition.brief(recipient.region, code) for code in recipient.languages}
    return {code: file for code, file in found.items() if file is not None}


def _letters(
    recipient: Recipient, book: Sequence[Recipient], entries: Sequence[Entry], year: int
) -> tuple[Entry, ...]:
    """Return the letters of an office; those of unknown role are its by their address.

    Earlier releases knew an office by its address alone: a letter to an address that no longer
    stands in the book was for the first office of the region.
    """
    offices = [each for each in book if each.region == recipient.region]

    def is_its(entry: Entry) -> bool:
        if entry.region != recipient.region or entry.role:
            return (entry.region, entry.role) == recipient.office
        by_address = [each for each in offices if _same(each.address, entry.address)]
        return (by_address or offices)[0] == recipient

    return tuple(entry for entry in entries if entry.year == year and is_its(entry))


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
