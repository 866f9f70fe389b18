"""Build the bytes of a planned letter from words, enclosures and thread.

What a correction lists is the list of the brief's own first page: the same values, ranks, values
of the nation and messages, compared with the edition that the office has.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from generator.classifications.regions import NATION
from generator.findings.claims import (
    Claim,
    Count,
    Number,
    RegionSlot,
    Slot,
    TextSlot,
    Verbatim,
    Year,
)
from generator.findings.comparing.corrected_brief import PrintedChanges, changes
from generator.findings.correction import RevisedFact
from generator.findings.measures import MEASURE
from generator.presentation.localisation.numbers import MISSING
from generator.presentation.tables.indicator_table import place
from generator.publication.editions import issued_heads, read_manifest, sound_facts
from generator.sending.address_book import Recipient
from generator.sending.attachment_guard import Guard
from generator.sending.letter_register import Entry
from generator.sending.letter_text import Cover, Enclosure, LetterWriter
from generator.sending.mailing_plan import Item
from generator.sending.mime import LetterBody, attachment_name, write_letter
from generator.sending.sender_settings import Sender

AKIMAT = "akimat"
MOST = 8
"""Facts that a letter lists; the others are counted."""


@dataclass(frozen=True)
class LetterBuilder:
    """Everything that is needed to write the letters of one edition.

    Parameters
    ----------
    guard
        Fetches and checks the briefs of the edition.
    sender
        Who writes.
    writer
        Finds the words.
    """

    guard: Guard
    sender: Sender
    writer: LetterWriter

    def text(self, item: Item) -> LetterBody:
        """Return the words of a letter."""
        cover = self._cover(item)
        return LetterBody(self.writer.subject(cover), self.writer.body(cover))

    def entry(self, item: Item) -> Entry:
        """Return a letter as the register will hold it."""
        return item.entry(self.guard.edition, self.sender, self.subject(item))

    def subject(self, item: Item) -> str:
        """Return the subject line of a letter."""
        return self.writer.subject(self._cover(item))

    def letter(self, item: Item, briefs: Mapping[str, bytes], at: str = "") -> bytes:
        """Return a letter as bytes for the wire.

        Parameters
        ----------
        item
            The planned letter.
        briefs
            Content of its briefs by path in the edition.
        at
            When it was first tried, in ISO 8601; empty for now.
        """
        edition = self.guard.edition
        enclosures = [(attachment_name(edition, file), briefs[file.path]) for file in item.files]
        addressed = (self.sender, item.recipient, item.diverted)
        thread = item.thread(edition, self.sender)
        moment = datetime.fromisoformat(at) if at else datetime.now(UTC)
        return write_letter(addressed, self.text(item), thread, moment, enclosures)

    def _cover(self, item: Item) -> Cover:
        edition, recipient = self.guard.edition, item.recipient
        replaced: tuple[int, date] | None = None
        changed: tuple[Claim, ...] = ()
        if item.corrects():
            folder = self.guard.folder.parent / str(item.earlier[-1].edition)
            replaced = _made_for(folder, recipient)
            changed = listed_changes(folder, self.guard.folder, recipient.region, edition.year)
        return Cover(
            subject=recipient.region,
            year=edition.year,
            vintage=edition.vintage,
            enclosures=tuple(
                Enclosure(attachment_name(edition, file), file.language, file.sha256)
                for file in item.files
            ),
            office={} if recipient.role == AKIMAT else recipient.names,
            sender=self.sender.names,
            contact=self.sender.contact,
            replaces=replaced,
            changes=changed,
            diverted=recipient.address if item.diverted else "",
        )


def _made_for(folder: Path, recipient: Recipient) -> tuple[int, date]:
    """Return number and day of issue of the edition for which a recipient's briefs were made.

    An edition also holds briefs of the editions before it, those that did not change; a corrected
    brief names the edition in which the one before it was made, and so does its letter.
    """
    manifest = read_manifest(folder)
    found = [manifest.brief(recipient.region, language) for language in recipient.languages]
    number = max((each.edition for each in found if each is not None), default=manifest.number)
    return number, read_manifest(folder.parent / str(number)).issued


def listed_changes(old: Path, new: Path, subject: str, year: int) -> tuple[Claim, ...]:
    """List what a reader of a brief would see changed.

    Parameters
    ----------
    old, new
        Folders of the edition that the office has and of the one that replaces it.
    subject, year
        Region or nation, and reference year.

    Returns
    -------
    tuple of Claim
        Values and ranks of the table of indicators; then the number of others, and of key messages
        that are others. Where no number changed it says that wording or layout did; empty where an
        edition keeps no facts.

    Raises
    ------
    Refused
        If the facts of an edition cannot be read, or are not those that were issued.
    """
    subjects = [each.subject for each in read_manifest(new).files if not each.language]
    asked = subjects if subject == NATION else [subject]
    before, after = sound_facts(old, asked), sound_facts(new, asked)
    if subject not in before or subject not in after:
        return ()
    heads = issued_heads(old, subject), issued_heads(new, subject)
    return _lines(changes((subject, year), before, after, heads), subject)


def _lines(found: PrintedChanges, subject: str) -> tuple[Claim, ...]:
    named = found.main[:MOST]
    lines = [line for each in named for line in _of_fact(each, subject)]
    others = len(found.main) + len(found.others) - len(named)
    if others:
        key = "letter.change_others" if named else "letter.change_count"
        lines.append(Claim(key, "note", {"k": Count(others)}))
    if found.messages:
        lines.append(Claim("letter.change_messages", "note", {"k": Count(found.messages)}))
    return tuple(lines) or (Claim("letter.change_wording", "note", {}),)


def _of_fact(each: RevisedFact, subject: str) -> list[Claim]:
    """Say what became of a value, and of its rank."""
    slots: dict[str, Slot] = {
        "indicator": TextSlot(f"measure.{each.measure}"),
        "year": Year(each.period),
    }
    other = "" if each.subject == subject else "_of"
    if other:
        slots["region"] = RegionSlot(each.subject)
    lines = []
    if each.kind != "rank":
        unit = TextSlot(MEASURE[each.measure].unit_key)
        values = {"v0": _value(each, each.old), "v1": _value(each, each.new)}
        lines.append(Claim(f"letter.change{other}", "note", {**slots, "unit": unit, **values}))
    if each.rank_changed and each.rank_old is not None and each.rank_new is not None:
        lines.append(Claim(f"letter.change_rank{other}", "note", {**slots, **_ranks(each)}))
    return lines


def _ranks(each: RevisedFact) -> dict[str, Slot]:
    """Print shared ranks as such, and among how many where only that changed."""
    before, now = place(each.rank_old, each.tied_old), place(each.rank_new, each.tied_new)
    if before == now:
        before, now = f"{before}/{each.of_old or 0}", f"{now}/{each.of_new or 0}"
    return {"v0": Verbatim(before), "v1": Verbatim(now)}


def _value(each: RevisedFact, value: float | None) -> Slot:
    if value is None:
        return Verbatim(MISSING)
    return Number(value, each.decimals, "signed" if MEASURE[each.measure].signed else "plain")
