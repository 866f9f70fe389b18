"""Which region or district a label names: by a table of aliases, never by likeness."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.classifications.districts import Districts
from generator.classifications.regions import Regions
from generator.dataset.intake.vocabulary.office_words import WORDS
from generator.dataset.readers import decode, parse_table, read_bytes
from generator.errors import DataProblems, Location, Problem

ALIASES_FILE = "region_aliases.csv"
COLUMNS = ("alias", "region")

SMALLEST_CODE = 100_000_000
"""Codes of the classifier of territories have nine digits."""

_FOOTNOTE = re.compile(r"\s*(?:\d{1,2}\s*\)|\*+)\s*$")
_NOT_LETTERS = re.compile(r"[\W_]+")
_LOOK_ALIKES = str.maketrans(*WORDS["look_alikes"])
"""Cyrillic capitals and the Latin ones drawn alike; labels are compared by how they are drawn."""


def drawn(text: str) -> str:
    """Return a label as it is drawn: no footnote, case, punctuation; look-alike letters are one.

    Examples
    --------
    >>> drawn("Аktоbе") == drawn("Aktobe"), drawn("г.Шымкент 3)") == drawn("Г. ШЫМКЕНТ")
    (True, True)
    """
    plain = _FOOTNOTE.sub("", unicodedata.normalize("NFKC", text))
    capitals = plain.upper().translate(_LOOK_ALIKES)
    return " ".join(_NOT_LETTERS.sub(" ", capitals).split())


_KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    kind: tuple(map(drawn, words)) for kind, words in WORDS["territories"].items()
}


@dataclass(frozen=True, slots=True)
class TerritoryLabel:
    """A label taken apart: its name as drawn, and the kind of territory that it says."""

    name: str
    kind: str


def take_apart(text: str) -> TerritoryLabel:
    """Take the word for the kind of territory off a label.

    Examples
    --------
    >>> take_apart("г.Шымкент").kind, take_apart("Ақмола а.").kind, take_apart("Abai").kind
    ('city', 'place', '')
    """
    whole = drawn(text)
    for kind, words in _KIND_WORDS.items():
        for word in words:
            if whole.endswith(f" {word}"):
                return TerritoryLabel(whole.removesuffix(f" {word}"), kind)
            if whole.startswith(f"{word} ") and kind != "place":
                return TerritoryLabel(whole.removeprefix(f"{word} "), kind)
    return TerritoryLabel(whole, "")


class RegionNames:
    """The table of aliases: which regions a name can mean.

    Parameters
    ----------
    aliases
        Names as written and the code of the region; a name may stand for several regions that
        differ by their kind.
    regions
        The regions.
    """

    def __init__(self, aliases: Collection[tuple[str, str]], regions: Regions) -> None:
        self._aliases = tuple(aliases)
        self._regions = regions
        self._names: dict[str, set[str]] = defaultdict(set)
        for each in regions:
            if each.kato:
                self._names[each.kato].add(each.code)
        for alias, code in aliases:
            self._names[drawn(alias)].add(code)

    def extended(self, aliases: Collection[tuple[str, str]]) -> "RegionNames":
        """Return the table with more aliases."""
        return RegionNames([*self._aliases, *aliases], self._regions)

    def candidates(self, text: str) -> frozenset[str]:
        """Return the regions that a label can mean, none where it names something else.

        A name with the word for an oblast or city is only a region of that kind; one with the
        word for a district or settlement is none.
        """
        exact = self._names.get(drawn(text), set())
        label = take_apart(text)
        if label.kind in ("district", "place") and not exact:
            return frozenset()
        named = self._names.get(label.name, set()) if label.kind else exact
        fitting = {code for code in named if self._fits(code, label.kind)}
        return frozenset(fitting or exact)

    def _fits(self, code: str, kind: str) -> bool:
        return not kind or self._regions[code].kind == kind

    def resolve(self, labels: Collection[str]) -> Mapping[str, str]:
        """Name the region of each label of one block.

        A bare name of an oblast and a city (Almaty) is the oblast where the block has the city
        with its word, and the city where it has the oblast with its word; alone it stays
        doubtful and is left out.
        """
        found = {label: self.candidates(label) for label in labels}
        sure = {next(iter(codes)) for codes in found.values() if len(codes) == 1}
        resolved = {}
        for label, codes in found.items():
            left = codes if len(codes) == 1 else codes - sure
            if len(left) == 1:
                resolved[label] = next(iter(left))
        return resolved

    def doubtful(self, label: str) -> tuple[str, ...]:
        """Return the regions between which a label alone does not decide; empty otherwise."""
        codes = self.candidates(label)
        return tuple(sorted(codes)) if len(codes) > 1 else ()


class DistrictNames:
    """Districts by their full names within a region."""

    def __init__(self, districts: Districts) -> None:
        self._codes: dict[tuple[str, str], set[str]] = defaultdict(set)
        for each in districts:
            for name in (each.name_kk, each.name_ru, each.code):
                self._codes[each.region, drawn(name)].add(each.code)

    def resolve(self, region: str, label: str) -> str:
        """Return the code of a district of a region; empty text where no name is the same."""
        codes = self._codes.get((region, drawn(label)), set())
        return next(iter(codes)) if len(codes) == 1 else ""


def label_text(value: object) -> str:
    """Return a cell as a label: a text, or a code of the classifier written as a number."""
    if isinstance(value, float) and value.is_integer() and value >= SMALLEST_CODE:
        return f"{value:.0f}"
    return " ".join(value.split()) if isinstance(value, str) else ""


def is_smaller(text: str) -> bool:
    """Whether a label says that it is a district, town or settlement, and no region."""
    return take_apart(text).kind in ("district", "place", "city")


def read_aliases(folder: Path, regions: Regions) -> RegionNames:
    """Read the table of aliases.

    Raises
    ------
    DataProblems
        If a line is malformed, its region unknown, or a name stands for two regions of a kind.
    """
    text = decode(read_bytes(folder / ALIASES_FILE, ALIASES_FILE), ALIASES_FILE)
    rows, problems = parse_table(text, ALIASES_FILE, COLUMNS)
    found = list(problems)
    kinds: dict[tuple[str, str], str] = {}
    for row in rows:
        alias, code = row.cells
        place = Location(ALIASES_FILE, row.number, "region")
        if code not in regions or not drawn(alias):
            found.append(Problem("problem.list_cell", place, {"found": code}))
            continue
        key = (drawn(alias), regions[code].kind)
        if kinds.setdefault(key, code) != code:
            found.append(Problem("problem.list_cell", place, {"found": alias}))
    if found:
        raise DataProblems(found)
    return RegionNames([(row.cells[0], row.cells[1]) for row in rows], regions)
