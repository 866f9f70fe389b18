"""Read the address book: to whom each region's briefs go, exactly one address a row.

A row is an office: a region and a role. Its address, name and languages may change. Nothing in it
is guessed or corrected. An address must be plain ASCII with exactly one ``@``: no display name, no
list, no way through another host, no internationalised domain whose letters only look right.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.classifications.regions import NATION
from generator.dataset.readers import decode, is_plain_text, parse_table, read_bytes
from generator.errors import DataProblems, Location, Problem, UsageProblems
from generator.project import LANGUAGES
from generator.text_checks import code_point, mixed_word

BOOK = "recipients.csv"
EXAMPLE = "recipients.example.csv"
COLUMNS = ("region", "languages", "role", *(f"name_{code}" for code in LANGUAGES), "address")
ROLES = ("akimat", "department", "ministry")
"""Kinds of offices: an akimat is addressed as such, the others by the name in the book.

A ministry may follow several regions: only its rows may share an address.
"""

LONGEST_ADDRESS, LONGEST_LOCAL_PART = 254, 64

_LOCAL = r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"({_LOCAL})@({_LABEL}(?:\.{_LABEL})*)")
_SEVERAL = re.compile(r"@.*[,;|\s].*@|@[^@]*[,;|][^@]*[^\s,;|]")
_IN_NAME = re.compile(r"[@<>\[\]\\;:=]")


@dataclass(frozen=True, slots=True)
class Recipient:
    """One office that receives the briefs of one region.

    ``languages`` are those of its briefs, in the order of the list of languages; ``names`` is the
    office's name by language; ``address`` is exactly one e-mail address.
    """

    region: str
    languages: tuple[str, ...]
    role: str
    names: Mapping[str, str]
    address: str

    @property
    def office(self) -> tuple[str, str]:
        """Region and role: what an office is known by, whatever its address."""
        return self.region, self.role


def read_book(path: Path, regions: Sequence[str]) -> tuple[Recipient, ...]:
    """Read the address book.

    Parameters
    ----------
    path
        The file; problems call it by its name.
    regions
        Codes that must each have a recipient: today's regions and the nation.

    Returns
    -------
    tuple of Recipient
        In the order of ``regions``, then as in the book.

    Raises
    ------
    DataProblems
        With every problem of every row: unknown or missing region, several addresses in one cell,
        an address or an office that stands there twice, names or letters that only look right.
    """
    if not path.exists():
        slots = {"expected": EXAMPLE}
        raise DataProblems([Problem("problem.no_address_book", Location(str(path)), slots)])
    name = path.name
    rows, found = parse_table(decode(read_bytes(path, name), name), name, COLUMNS)
    problems = list(found)
    lines = [
        (Location(name, row.number), dict(zip(COLUMNS, row.cells, strict=True))) for row in rows
    ]
    for place, line in lines:
        problems += _row_problems(place, line, regions)
    problems += [*_shared(lines), *_twice(lines)]
    if not found:
        problems += _absent(name, {line["region"] for _, line in lines}, regions)
    if problems:
        raise DataProblems(problems)
    recipients = [_recipient(line) for _, line in lines]
    return tuple(sorted(recipients, key=lambda each: list(regions).index(each.region)))


def address_given(text: str) -> str:
    """Take one address from the command line; UsageProblems if it is not exactly one."""
    problems = tuple(_address_problems(Location("--to-me"), text))
    if problems:
        raise UsageProblems(problems)
    return text


def is_address(text: str) -> bool:
    """Whether a text is exactly one plain address."""
    return not tuple(_address_problems(Location(), text))


def _recipient(line: Mapping[str, str]) -> Recipient:
    wished = line["languages"].split(" ")
    return Recipient(
        region=line["region"],
        languages=tuple(each for each in LANGUAGES if each in wished),
        role=line["role"],
        names={language: line[f"name_{language}"] for language in LANGUAGES},
        address=line["address"],
    )


def _row_problems(
    place: Location, line: Mapping[str, str], regions: Sequence[str]
) -> Iterator[Problem]:
    if line["region"] not in regions:
        yield _unknown(place, line["region"], regions)
    yield from _language_problems(place, line["languages"])
    yield from _role_problems(place, line)
    for language in LANGUAGES:
        yield from _name_problems(_at(place, f"name_{language}"), line[f"name_{language}"])
    at, address = _at(place, "address"), line["address"]
    found = list(_address_problems(at, address))
    yield from found
    if not found and "." not in address.rpartition("@")[2]:  # a name of this very machine
        yield Problem("problem.not_an_address", at, {"found": address})


def _at(place: Location, column: str) -> Location:
    return Location(place.file, place.row, column)


def _unknown(place: Location, found: str, regions: Sequence[str]) -> Problem:
    at = _at(place, "region")
    expected = ", ".join(regions)
    strange = next((each for each in found if not each.isascii()), None)
    if strange is None:
        return Problem("problem.unknown_region", at, {"found": found, "expected": expected})
    slots = {"found": found, "code_point": code_point(strange), "expected": expected}
    return Problem("problem.look_alike", at, slots)


def _language_problems(place: Location, found: str) -> Iterator[Problem]:
    wished = found.split(" ")
    if set(wished) <= set(LANGUAGES) and len(set(wished)) == len(wished):
        return
    slots = {"found": found, "expected": " ".join(LANGUAGES)}
    yield Problem("problem.languages", _at(place, "languages"), slots)


def _role_problems(place: Location, line: Mapping[str, str]) -> Iterator[Problem]:
    role = line["role"]
    allowed = ROLES[2:] if line["region"] == NATION else ROLES
    if role not in allowed:
        slots = {"found": role, "expected": ", ".join(allowed)}
        yield Problem("problem.role", _at(place, "role"), slots)


def _name_problems(place: Location, name: str) -> Iterator[Problem]:
    slots = {"found": name}
    if not is_plain_text(name) or name != name.strip() or _IN_NAME.search(name):
        yield Problem("problem.office_name", place, slots)
        return
    mixed = mixed_word(name)
    if mixed:
        yield Problem("problem.mixed_alphabets", place, {"found": mixed})


def _address_problems(place: Location, found: str) -> Iterator[Problem]:
    strange = next((each for each in found if not each.isascii()), None)
    domain = found.rpartition("@")[2].lower()
    match = _ADDRESS.fullmatch(found)
    slots = {"found": found}
    if strange is not None:
        yield Problem("problem.address_letters", place, {**slots, "expected": code_point(strange)})
    elif _SEVERAL.search(found):
        yield Problem("problem.several_addresses", place, slots)
    elif re.search(r"[<>\"()\\:]", found):
        yield Problem("problem.address_with_name", place, slots)
    elif any(label.startswith("xn--") for label in domain.split(".")):
        yield Problem("problem.address_idn", place, slots)
    elif match is None or not _short(match) or domain.rpartition(".")[2].isdigit():
        yield Problem("problem.not_an_address", place, slots)


def _short(match: re.Match[str]) -> bool:
    local, domain = match.groups()
    whole = len(local) + 1 + len(domain)
    return len(local) <= LONGEST_LOCAL_PART and whole <= LONGEST_ADDRESS


def _shared(lines: Sequence[tuple[Location, Mapping[str, str]]]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    roles: dict[str, str] = {}
    for place, line in lines:
        address = line["address"].strip().lower()
        both = {roles.setdefault(address, line["role"]), line["role"]} == {ROLES[2]}
        if address and first.setdefault(address, place.row) != place.row and not both:
            slots = {"found": line["address"], "first": str(first[address])}
            yield Problem("problem.shared_address", _at(place, "address"), slots)


def _twice(lines: Sequence[tuple[Location, Mapping[str, str]]]) -> Iterator[Problem]:
    first: dict[tuple[str, str], int] = {}
    for place, line in lines:
        office = (line["region"], line["role"])
        if first.setdefault(office, place.row) != place.row:
            slots = {"found": " ".join(office), "first": str(first[office])}
            yield Problem("problem.office_twice", _at(place, "role"), slots)


def _absent(name: str, present: set[str], regions: Sequence[str]) -> Iterator[Problem]:
    for code in regions:
        if code not in present:
            place = Location(name, 0, "region")
            yield Problem("problem.region_without_recipient", place, {"found": code})
