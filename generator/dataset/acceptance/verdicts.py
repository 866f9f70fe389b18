"""Judge a delivery before it is stored: errors refuse it, doubts ask for a reason.

``oblys check`` and ``oblys receive`` both ask here, so that one never accepts what the other
refuses. What is judged is a copy in memory, so that nobody can change a file between the check
and the storing.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.dataset.acceptance.manifest_writing import Described, written
from generator.dataset.deliveries import (
    Delivery,
    Lists,
    Opened,
    open_delivery,
    read_delivery,
)
from generator.dataset.manifests import MANIFEST
from generator.dataset.panel import Panel
from generator.dataset.plausibility.comparison import TABLE_YEAR, Comparison
from generator.dataset.plausibility.doubts import UNANSWERABLE, doubts
from generator.dataset.plausibility.limits import FIRST_YEAR
from generator.dataset.readers import list_folder, read_bytes
from generator.dataset.schema import BY_FILE, BY_NAME
from generator.dataset.vintages import as_of, joined, read_deliveries, read_lists
from generator.dataset.year_coverage import year_spans
from generator.errors import DataProblems, Location, Problem, Refused
from generator.project import Project


@dataclass(frozen=True, slots=True)
class Sent:
    """What an office sends: files or folders, their day of release, and today.

    ``described`` are sources that no earlier delivery names.
    """

    paths: tuple[Path, ...]
    released: date
    received: date
    described: Described = field(default_factory=Described)


@dataclass(frozen=True, eq=False)
class Verdict:
    """What is to be said about a delivery.

    ``errors`` refuse it, ``doubts`` ask for a reason, ``notices`` only tell; ``files`` are the
    bytes that were judged, with the manifest. ``delivery`` is ``None`` where errors refuse it.
    """

    files: Mapping[str, bytes]
    errors: tuple[Problem, ...]
    doubts: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    delivery: Delivery | None = None


def examine(project: Project, sent: Sent) -> Verdict:
    """Judge a delivery against everything that is stored, without storing anything.

    Parameters
    ----------
    project
        Where deliveries are kept.
    sent
        One folder with a manifest, or tables and folders of tables without one.

    Returns
    -------
    Verdict
        With all errors, or else with all doubts about the figures as they would be once joined.

    Raises
    ------
    DataProblems
        If stored deliveries have problems, so that nothing can be compared.
    Refused
        If the clock is before the newest delivery.
    """
    lists = read_lists(project)
    known = read_deliveries(project.deliveries, lists) if has_any(project) else ()
    _refuse_wrong_clock(known, sent.received)
    files, problems = _files(sent.paths)
    try:
        if MANIFEST not in files and files:
            files[MANIFEST] = written(files, known, sent).encode()
        opened = _opened(files, sent.released, lists) if files else None
    except DataProblems as error:
        return Verdict({}, (*problems, *error.problems))
    if problems or opened is None:
        return Verdict({}, problems)
    compared = _compared(opened.delivery, known, lists)
    found = doubts(compared, opened.missed)
    if refused := tuple(each for each in found if each.key in UNANSWERABLE):
        return Verdict({}, refused)
    notices = (*_hidden(opened.delivery, known), *_unchecked(compared))
    return Verdict(files, (), found, notices, opened.delivery)


def check_stored(project: Project, folder: Path) -> tuple[Problem, ...]:
    """Find every problem of a delivery that is stored: its doubts were answered then."""
    try:
        read_delivery(folder.absolute(), read_lists(project))
    except DataProblems as error:
        return error.problems
    return ()


def has_any(project: Project) -> bool:
    """Whether any delivery is stored; the first of all has nothing to be compared with."""
    return project.deliveries.is_dir() and any(project.deliveries.iterdir())


def _refuse_wrong_clock(known: Sequence[Delivery], today: date) -> None:
    newest = max((each.vintage.received for each in known), default=today)
    if today < newest:
        slots = {"found": today.isoformat(), "expected": newest.isoformat()}
        raise Refused([Problem("problem.clock", slots=slots)])


def _files(paths: Sequence[Path]) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Read every file once; what is missing, no table, or there twice is a problem."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in _each(paths):
        whole = (path.parent / MANIFEST).exists()
        if path.name not in BY_FILE and not whole:
            slots = {"found": path.name, "expected": ", ".join(BY_FILE)}
            missing = not path.exists()
            key = "problem.missing_file" if missing else "problem.unknown_table"
            problems.append(Problem(key, Location(path.name), slots))
        elif path.name in files:
            slots = {"found": path.name}
            problems.append(Problem("problem.duplicate_table", Location(str(path)), slots))
        else:
            try:
                files[path.name] = read_bytes(path, path.name)
            except DataProblems as error:
                problems += error.problems
    return files, tuple(problems)


def _each(paths: Sequence[Path]) -> Iterator[Path]:
    """Go through files and the files of folders, but not of folders inside them."""
    for path in paths:
        whole = path.absolute()
        if whole.is_dir():
            yield from (each for each in list_folder(whole) if not each.is_dir())
        else:
            yield whole


def _opened(files: Mapping[str, bytes], released: date, lists: Lists) -> Opened:
    """Read the copy as a stored delivery is read."""
    with tempfile.TemporaryDirectory(prefix="oblys-") as aside:
        folder = Path(aside) / released.isoformat()
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        return open_delivery(folder, lists)


def _compared(delivery: Delivery, known: Sequence[Delivery], lists: Lists) -> Comparison:
    """Put a delivery between the figures known before its day and those after it."""
    earlier = [each for each in known if each.day <= delivery.day]
    before = joined(earlier, lists) if earlier else None
    after = joined([*earlier, delivery], lists)
    stored = joined(as_of(known, None), lists) if known else None
    rows = delivery.observations
    return Comparison(rows[rows["year"] >= FIRST_YEAR], before, after, stored)


def _hidden(delivery: Delivery, known: Sequence[Delivery]) -> Iterator[Problem]:
    """Tell which figures a later delivery hides."""
    given = delivery.periods
    hiding: dict[tuple[str, int, int], str] = {}
    for later in (each for each in known if each.day > delivery.day):
        hiding |= dict.fromkeys(given & later.periods, later.day.isoformat())
    if given and set(hiding) == given:
        yield Problem("notice.hidden", slots={"items": ", ".join(sorted(set(hiding.values())))})
        return
    together: dict[tuple[str, str], list[int]] = {}
    for (table, year, _), day in sorted(hiding.items()):
        years = together.setdefault((table, day), [])
        years += [] if year in years else [year]
    for (table, day), years in together.items():
        slots = {"year": year_spans(years), "found": day}
        yield Problem("notice.hidden_part", Location(BY_NAME[table].file), slots)


def _unchecked(compared: Comparison) -> Iterator[Problem]:
    """Tell which sums over regions cannot be checked, since a figure is not there."""
    rows: Panel = compared.after
    for (table, year), part in compared.delivered.groupby(TABLE_YEAR):
        if BY_NAME[str(table)].nation_tolerance is None:
            continue
        nation = rows.observation(str(table), "KZ", int(str(year)))
        by_industry = BY_NAME[str(table)].has_industry
        missing = part["value"].isna().any() or (nation is None and not by_industry)
        if missing:
            lacking = sorted(part.loc[part["value"].isna(), "region"].unique()) or ["KZ"]
            slots = {"year": str(year), "items": ", ".join(map(str, lacking))}
            yield Problem("notice.unchecked", Location(BY_NAME[str(table)].file), slots)
