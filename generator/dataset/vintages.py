"""Vintages: which figures were known on a day."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from generator.dataset.code_lists import (
    read_breaks,
    read_districts,
    read_industries,
    read_left_out,
    read_regions,
    read_releases,
    read_shock_windows,
    read_year_needs,
)
from generator.dataset.cumulative.year_to_date import YearToDateFigures
from generator.dataset.deliveries import (
    SUPPLEMENT,
    WITHDRAWN,
    Delivery,
    Lists,
    read_delivery,
)
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
    return joined(as_of(read_deliveries(project.deliveries, lists), day), lists)


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
    days = dict.fromkeys(each.day for each in known)
    return tuple(joined(as_of(known, each), lists) for each in days)


def joined(known: Sequence[Delivery], lists: Lists) -> Panel:
    """Join deliveries, oldest first, into one panel: of each table and year the newest."""
    return Panel(
        observations=newest(known),
        regions=lists.regions,
        industries=lists.industries,
        districts=lists.districts,
        breaks=lists.breaks,
        year_needs=lists.year_needs,
        releases=lists.releases,
        year_to_date=YearToDateFigures(newest_so_far(known)),
        left_out=lists.left_out,
        shocks=lists.shocks,
        vintage=known[-1].day,
        deliveries=tuple(delivery.vintage for delivery in known),
    )


def read_lists(project: Project) -> Lists:
    """Read the lists that figures refer to; DataProblems if they are broken."""
    folder = project.classifications
    regions = read_regions(folder)
    industries = read_industries(folder)
    breaks = read_breaks(folder, regions, industries)
    districts = read_districts(folder, regions)
    needs, releases = read_year_needs(folder), read_releases(folder)
    left_out = read_left_out(folder, regions)
    shocks = read_shock_windows(folder)
    return Lists(regions, industries, districts, breaks, needs, releases, left_out, shocks)


def read_deliveries(folder: Path, lists: Lists) -> tuple[Delivery, ...]:
    """Read all deliveries of a folder that are in use, oldest first, supplements after their day.

    Raises
    ------
    DataProblems
        With every problem of every delivery, or if there is no delivery at all.
    """
    deliveries, problems = [], []
    for path in list_folder(folder):
        if not path.is_dir():
            problems.append(Problem("problem.undeclared_file", Location(path.name)))
            continue
        for unit in units(path):
            try:
                deliveries += [] if withdrawn(unit) else [read_delivery(unit, lists)]
            except DataProblems as error:
                problems += error.problems
    if not deliveries and not problems:
        problems.append(Problem("problem.no_deliveries", Location(folder.name)))
    if problems:
        raise DataProblems(problems)
    return tuple(sorted(deliveries, key=lambda delivery: delivery.day))


def units(folder: Path) -> tuple[Path, ...]:
    """List the deliveries of one day: the first one, then its supplements by number."""
    found = [each for each in folder.glob(f"{SUPPLEMENT}*") if each.is_dir()]
    return (folder, *sorted(found, key=lambda each: (len(each.name), each.name)))


def withdrawn(folder: Path) -> bool:
    """Whether a delivery was taken out of use."""
    return (folder / WITHDRAWN).exists()


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


def newest_so_far(deliveries: Sequence[Delivery]) -> pd.DataFrame:
    """Keep of each table and period of the year so far the figures of the newest delivery."""
    rows = pd.concat([each.year_to_date for each in deliveries], ignore_index=True)
    latest = rows.groupby(["table", "year", "months"])["vintage"].transform("max")
    return rows[rows["vintage"].eq(latest)].reset_index(drop=True)
