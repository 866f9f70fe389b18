"""Vintages: which figures were known on a day."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from generator.dataset.code_lists import (
    read_breaks,
    read_districts,
    read_industries,
    read_regions,
    read_releases,
    read_year_needs,
)
from generator.dataset.deliveries import Delivery, Lists, check_table, read_delivery
from generator.dataset.panel import Panel
from generator.dataset.readers import list_folder
from generator.errors import DataProblems, Location, Problem, RequestProblems
from generator.project import Project


def load(project: Project, day: date | None) -> Panel:
    """Read all deliveries, check everything, and join what was known on a day.

    Parameters
    ----------
    project
        Where the deliveries and the lists of codes are.
    day
        The state of knowledge asked for; ``None`` is the newest.

    Returns
    -------
    Panel
        Of each table and year the figures of the newest delivery not after ``day``.

    Raises
    ------
    DataProblems
        With every problem of every delivery, also of those after ``day``.
    RequestProblems
        If ``day`` is before the earliest vintage, which it names.
    """
    lists = read_lists(project)
    return _panel(as_of(read_deliveries(project.deliveries, lists), day), lists)


def history(project: Project, day: date | None) -> tuple[Panel, ...]:
    """Read all deliveries once, and join what was known on the day of each.

    Parameters
    ----------
    project, day
        As for :func:`load`.

    Returns
    -------
    tuple of Panel
        One per vintage up to ``day``, oldest first; the last is what :func:`load` returns.

    Raises
    ------
    DataProblems, RequestProblems
        As :func:`load` does.
    """
    lists = read_lists(project)
    known = as_of(read_deliveries(project.deliveries, lists), day)
    return tuple(_panel(known[: at + 1], lists) for at in range(len(known)))


def _panel(known: Sequence[Delivery], lists: Lists) -> Panel:
    return Panel(
        observations=newest(known),
        regions=lists.regions,
        industries=lists.industries,
        districts=lists.districts,
        breaks=lists.breaks,
        year_needs=lists.year_needs,
        releases=lists.releases,
        vintage=known[-1].day,
        deliveries=tuple(delivery.vintage for delivery in known),
    )


def check(project: Project, paths: Sequence[Path]) -> tuple[Problem, ...]:
    """Find every problem of some deliveries or single tables, without storing anything.

    Parameters
    ----------
    project
        Where the lists of codes are.
    paths
        Folders of deliveries, or files of single tables named as in a delivery.

    Returns
    -------
    tuple of Problem
        Empty if all would be accepted.
    """
    try:
        lists = read_lists(project)
    except DataProblems as error:
        return error.problems
    return tuple(problem for path in paths for problem in _check(path, lists))


def _check(path: Path, lists: Lists) -> Iterator[Problem]:
    whole = path.absolute()
    try:
        if whole.is_dir():
            read_delivery(whole, lists)
        else:
            yield from check_table(whole, lists, datetime.now(tz=UTC).year)
    except DataProblems as error:
        yield from error.problems


def read_lists(project: Project) -> Lists:
    """Read the lists that figures refer to; DataProblems if they are broken."""
    folder = project.classifications
    regions = read_regions(folder)
    industries = read_industries(folder)
    breaks = read_breaks(folder, regions, industries)
    districts = read_districts(folder, regions)
    needs, releases = read_year_needs(folder), read_releases(folder)
    return Lists(regions, industries, districts, breaks, needs, releases)


def read_deliveries(folder: Path, lists: Lists) -> tuple[Delivery, ...]:
    """Read all deliveries of a folder, oldest first.

    Raises
    ------
    DataProblems
        With every problem of every delivery, or if there is no delivery at all.
    """
    paths = list_folder(folder)
    deliveries, problems = [], []
    for path in paths:
        if not path.is_dir():
            problems.append(Problem("problem.undeclared_file", Location(path.name)))
            continue
        try:
            deliveries.append(read_delivery(path, lists))
        except DataProblems as error:
            problems += error.problems
    if not paths:
        problems.append(Problem("problem.no_deliveries", Location(folder.name)))
    if problems:
        raise DataProblems(problems)
    return tuple(sorted(deliveries, key=lambda delivery: delivery.day))


def as_of(deliveries: Sequence[Delivery], day: date | None) -> tuple[Delivery, ...]:
    """Choose the deliveries known on a day, oldest first; all of them for ``None``.

    Raises
    ------
    RequestProblems
        If none was known, naming the earliest.
    """
    known = sorted(
        (each for each in deliveries if day is None or each.day <= day),
        key=lambda delivery: delivery.day,
    )
    if not known and day is not None:
        earliest = min(each.day for each in deliveries)
        slots = {"found": day.isoformat(), "expected": earliest.isoformat()}
        raise RequestProblems([Problem("problem.before_first_vintage", slots=slots)])
    return tuple(known)


def newest(deliveries: Sequence[Delivery]) -> pd.DataFrame:
    """Keep of each table and year the figures of the newest delivery that has any."""
    rows = pd.concat([delivery.observations for delivery in deliveries], ignore_index=True)
    latest = rows.groupby(["table", "year"])["vintage"].transform("max")
    return rows[rows["vintage"].eq(latest)].reset_index(drop=True)
