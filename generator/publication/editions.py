"""Describe issued editions and read their manifests, which prove what was issued.

An edition is a folder ``out/<year>/editions/<n>`` with the briefs, their facts and a manifest.
It holds every brief that was ever issued of the year: those that say something else now were made
for this edition, the others are the files of the edition before, byte for byte.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from generator.checksums import sha256_of
from generator.errors import Location, Problem, Refused
from generator.findings.facts import Fact

EDITIONS = "editions"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """One file of an edition.

    ``path`` is relative to the folder of the edition (``briefs/KZ-23.kk.pdf``); ``language`` is
    empty for facts; ``edition`` is the edition for which the file was made, as its own
    provenance says: smaller than the edition's number where the brief did not change.
    """

    path: str
    subject: str
    language: str
    edition: int
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Edition:
    """The manifest of one issued edition.

    ``vintage`` is the vintage of the figures, ``issued`` the day of issue, ``versions`` what the
    files were made with (program and libraries, by name). ``made`` says of each brief, by
    ``KZ-23.kk``, what it was made from: its visible identity, part by part, and ``vintage``, the
    day that is printed on it. ``although`` is why it was issued although its year lacked figures;
    empty where none were lacking.
    """

    year: int
    number: int
    vintage: date
    issued: date
    files: tuple[IssuedFile, ...]
    versions: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    although: str = ""

    def brief(self, subject: str, language: str) -> IssuedFile | None:
        """Return the brief of a subject in a language, if the edition holds it."""
        return next(
            (each for each in self.files if (each.subject, each.language) == (subject, language)),
            None,
        )

    def changed(self, file: IssuedFile) -> bool:
        """Whether a file was made for this edition."""
        return file.edition == self.number

    def as_json(self) -> str:
        """Return the manifest as it is written."""
        content = asdict(self)
        content["vintage"], content["issued"] = self.vintage.isoformat(), self.issued.isoformat()
        return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_manifest(folder: Path) -> Edition:
    """Read the manifest of one edition.

    Raises
    ------
    Refused
        If the manifest is missing or is not one.
    """
    path = folder / MANIFEST
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Edition(
            year=int(content["year"]),
            number=int(content["number"]),
            vintage=date.fromisoformat(content["vintage"]),
            issued=date.fromisoformat(content["issued"]),
            files=tuple(_file(each) for each in content["files"]),
            versions=_texts(content["versions"]),
            although=str(content.get("although", "")),
            made={str(name): _texts(each) for name, each in content.get("made", {}).items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        slots = {"found": str(error)}
        raise Refused([Problem("problem.manifest", Location(str(path)), slots)]) from error


def _file(content: Mapping[str, Any]) -> IssuedFile:
    """Read the entry of one file; raise TypeError if a value is of another kind."""
    file = IssuedFile(**content)
    for each in fields(file):
        if type(getattr(file, each.name)) is not each.type:
            raise TypeError(each.name)
    return file


def _texts(content: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(text) for name, text in content.items()}


def edition_folders(year_folder: Path) -> tuple[Path, ...]:
    """Folders of the issued editions of one year, in order of their numbers."""
    folders = (year_folder / EDITIONS).glob("[1-9]*")
    return tuple(
        sorted((each for each in folders if each.name.isdigit()), key=lambda each: int(each.name))
    )


def newest_edition(year_folder: Path) -> Edition | None:
    """Return the newest issued edition of one year; ``None`` before the first."""
    folders = edition_folders(year_folder)
    return read_manifest(folders[-1]) if folders else None


def issued_facts(folder: Path, subjects: Iterable[str]) -> dict[str, tuple[Fact, ...]]:
    """Read the facts of an issued edition; a subject that it does not hold has none.

    Raises
    ------
    Refused
        If a file cannot be read.
    """
    found: dict[str, tuple[Fact, ...]] = {}
    for subject in subjects:
        path = folder / "facts" / f"{subject}.json"
        if not path.exists():
            continue
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            found[subject] = tuple(Fact.from_json(each) for each in content["facts"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            slots = {"found": str(error)}
            raise Refused([Problem("problem.manifest", Location(str(path)), slots)]) from error
    return found


def issued_heads(folder: Path, subject: str) -> tuple[str, ...]:
    """Return the names of the key messages of an issued brief; none if it keeps none.

    Raises
    ------
    Refused
        If the file cannot be read.
    """
    path = folder / "facts" / f"{subject}.json"
    if not path.exists():
        return ()
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return tuple(str(each["head"]["key"]) for each in content.get("messages", ()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        slots = {"found": str(error)}
        raise Refused([Problem("problem.manifest", Location(str(path)), slots)]) from error


def sound_facts(folder: Path, subjects: Iterable[str]) -> dict[str, tuple[Fact, ...]]:
    """Read the facts of an edition after a check that they are those that were issued.

    Raises
    ------
    Refused
        Naming every file that is lost or was changed; or if a file or the manifest cannot be read.
    """
    edition = read_manifest(folder)
    files = [file for each in subjects if (file := edition.brief(each, "")) is not None]
    spoilt = [file for file in files if sha256_of(folder / file.path) != file.sha256]
    if spoilt:
        raise Refused(
            Problem("problem.issued_differs", Location(str(folder / each.path))) for each in spoilt
        )
    return issued_facts(folder, [file.subject for file in files])


def issued_although(edition: Edition | None) -> tuple[Problem, ...]:
    """Return the notice that tells again why an edition was issued; none where nothing lacked."""
    if edition is None or not edition.although:
        return ()
    slots = {
        "number": str(edition.number),
        "year": str(edition.year),
        "text": edition.although,
    }
    return (Problem("notice.issued_although", slots=slots),)
