"""Check each letter just before it leaves: the right brief for the right region, or none at all.

A letter is checked as the bytes that leave: its one addressee, and every attached PDF, which is
opened again. Region, year, edition and language written inside the PDF must be the recipient's,
and the SHA-256 that of the manifest and of the ledger. One mismatch stops everything.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.dataset.readers import sha256
from generator.errors import Location, OblysError, Problem, Refused
from generator.printing.provenance import Provenance, read
from generator.publication.editions import (
    EDITIONS,
    Edition,
    IssuedFile,
    edition_folders,
    read_manifest,
)
from generator.sending.letter_register import Attached, Entry
from generator.sending.mime import Read, attachment_name


@dataclass(frozen=True)
class Guard:
    """Checks files and letters of one edition.

    Parameters
    ----------
    out
        Folder of results, to name the file that stands in another's place.
    edition
        The manifest that the letters rely on.
    """

    out: Path
    edition: Edition

    @property
    def folder(self) -> Path:
        """Folder of the edition."""
        return self.out / str(self.edition.year) / EDITIONS / str(self.edition.number)

    def fetch(self, files: Iterable[IssuedFile]) -> dict[str, bytes]:
        """Read briefs from the edition, by path, each checked.

        Raises
        ------
        Refused
            Naming every brief that is missing, was altered, or is another's, and whose it is.
        """
        contents: dict[str, bytes] = {}
        problems: list[Problem] = []
        for file in files:
            path = self.folder / file.path
            inside = path.resolve().is_relative_to(self.folder.resolve())
            if path.is_symlink() or not path.is_file() or not inside:
                slots = {"found": _named(file, self.edition.year), "expected": self._manifest}
                problems.append(Problem("problem.brief_missing", Location(str(path)), slots))
                continue
            contents[file.path] = path.read_bytes()
            problems += self.inspect(contents[file.path], file, str(path))
        if problems:
            raise Refused(problems)
        return contents

    def inspect(self, content: bytes, file: IssuedFile, name: str) -> list[Problem]:
        """Compare what one PDF says it is, opened again, with what it must be."""
        place = Location(name)
        wanted = _named(file, self.edition.year)
        found = sha256(content)
        try:
            inside = read(content)
        except (OblysError, ValueError):
            return [Problem("problem.brief_without_provenance", place, {"expected": wanted})]
        if not _agrees(inside, file, self.edition.year):
            slots = {"found": f"{_said(inside)} {self._owner(found)}", "expected": wanted}
            return [Problem("problem.wrong_brief", place, slots)]
        if found != file.sha256 or len(content) != file.size:
            slots = {"found": found, "expected": file.sha256, "manifest": self._manifest}
            return [Problem("problem.brief_altered", place, slots)]
        return []

    def check_letter(self, letter: Read, entry: Entry, files: Sequence[IssuedFile]) -> None:
        """Check a finished letter just before it leaves.

        Raises
        ------
        Refused
            If it is not addressed to exactly this recipient, or any enclosure is not the
            region's, the manifest's and the ledger's.
        """
        problems = list(self._addressing(letter, entry))
        expected = {attachment_name(self.edition, file): file for file in files}
        if letter.enclosures.keys() != expected.keys():
            slots = {"found": ", ".join(letter.enclosures), "expected": ", ".join(expected)}
            raise Refused([Problem("problem.enclosures", Location(entry.region), slots)])
        ledger = {each.path: each for each in entry.files}
        for name, content in letter.enclosures.items():
            file = expected[name]
            problems += self.inspect(content, file, name)
            problems += self._against_ledger(file, ledger.get(file.path), name)
            if file.subject != entry.region:
                slots = {"found": file.subject, "expected": entry.region}
                problems.append(Problem("problem.wrong_brief", Location(name), slots))
        if problems:
            raise Refused(problems)

    def _addressing(self, letter: Read, entry: Entry) -> Iterator[Problem]:
        wanted = entry.diverted or entry.address
        slots = {"found": ", ".join(letter.addressees), "expected": wanted}
        if letter.addressees != (wanted,):
            yield Problem("problem.addressee", Location(entry.region), slots)
        if letter.message_id != entry.message_id:
            slots = {"found": letter.message_id, "expected": entry.message_id}
            yield Problem("problem.addressee", Location(entry.region), slots)

    def _against_ledger(
        self, file: IssuedFile, known: Attached | None, name: str
    ) -> Iterator[Problem]:
        if known is None or known.sha256 != file.sha256:
            slots = {
                "found": file.sha256,
                "expected": known.sha256 if known else "",
                "manifest": self._manifest,
            }
            yield Problem("problem.brief_altered", Location(name), slots)

    @property
    def _manifest(self) -> str:
        return str(self.folder / "manifest.json")

    def _owner(self, found: str) -> str:
        """Path of the issued brief that has a checksum, in brackets; empty if none has."""
        for folder in sorted(self.out.glob("[12][0-9][0-9][0-9]")):
            for each in edition_folders(folder):
                for file in read_manifest(each).files:
                    if file.sha256 == found:
                        return f"({each / file.path})"
        return ""


def _named(file: IssuedFile, year: int) -> str:
    return f"{file.subject}.{file.language} {year} ed{file.edition}"


def _said(inside: Provenance) -> str:
    return f"{inside.subject}.{inside.language} {inside.year} ed{inside.edition}"


def _agrees(inside: Provenance, file: IssuedFile, year: int) -> bool:
    said = (inside.subject, inside.language, inside.year, inside.edition)
    return said == (file.subject, file.language, year, file.edition)
