"""Build the bytes of a planned letter from words, enclosures and thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.findings.claims import Claim
from generator.publication.editions import read_manifest
from generator.sending.address_book import Recipient
from generator.sending.attachment_guard import Guard
from generator.sending.change_list import changes
from generator.sending.letter_register import Entry
from generator.sending.letter_text import Cover, Enclosure, LetterWriter
from generator.sending.mailing_plan import Item
from generator.sending.mime import LetterBody, attachment_name, write_letter
from generator.sending.sender_settings import Sender

AKIMAT = "akimat"


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

    def letter(self, item: Item, briefs: Mapping[str, bytes]) -> bytes:
        """Return a letter as bytes for the wire.

        Parameters
        ----------
        item
            The planned letter.
        briefs
            Content of its briefs by path in the edition.
        """
        edition = self.guard.edition
        enclosures = [(attachment_name(edition, file), briefs[file.path]) for file in item.files]
        addressed = (self.sender, item.recipient, item.diverted)
        thread = item.thread(edition, self.sender)
        return write_letter(addressed, self.text(item), thread, edition, enclosures)

    def _cover(self, item: Item) -> Cover:
        edition, recipient = self.guard.edition, item.recipient
        replaced: tuple[int, date] | None = None
        changed: tuple[Claim, ...] = ()
        if item.corrects():
            folder = self.guard.folder.parent / str(item.earlier[-1].edition)
            replaced = _made_for(folder, recipient)
            changed = changes(folder, self.guard.folder, recipient.region, edition.year)
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
