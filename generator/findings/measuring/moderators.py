"""Moderators: what the coefficient of diversification may depend on, on constant borders.

The literature names technological innovation, human capital and finance. Each is known here for
one year at most, so that its level cannot be told from the lasting effect of a unit and only its
interaction with diversification is estimated. For finance no delivery holds regional figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from generator.dataset.panel import Observation, Panel
from generator.dataset.schema import CURRENT
from generator.economics.indices.constant_borders import merge_sum
from generator.economics.indices.level import share_of
from generator.findings.measuring.frame_cells import years_of


@dataclass(frozen=True, slots=True)
class Moderator:
    """One moderator, and the table its level is taken from.

    With a table ``over`` the level is 100 times the ratio of the two, both added up over the
    members of a unit. Without it the table holds a share itself.
    """

    name: str
    table: str
    over: str = ""


MODERATORS = (
    Moderator("INN", "enterprises_with_innovation", over="enterprises_surveyed"),
    Moderator("HC", "higher_education_share"),
)

WITHOUT_FIGURES = ("FIN",)
"""Moderators of the literature that no input table holds."""

COPIED = "copied"
"""Status of a figure that the source took over from another region: not a figure of its own."""


@dataclass(frozen=True)
class Level:
    """Level of a moderator by unit in its year, per cent.

    ``weighted`` names merged units whose level is the mean of their members, weighted by
    population, for want of the numbers that the share is made of.
    """

    moderator: str
    year: int
    values: pd.Series
    weighted: tuple[str, ...] = ()


def moderator_levels(
    panel: Panel, units: Mapping[str, tuple[str, ...]], last: int
) -> dict[str, Level]:
    """Return the level of each moderator in the newest year in which every unit has one.

    Parameters
    ----------
    panel
        The figures as of one vintage.
    units
        Units of constant borders and their members.
    last
        Newest year that may be used.

    Returns
    -------
    dict
        By name of the moderator; without those that have no such year.
    """
    found = {}
    for moderator in MODERATORS:
        years = [year for year in panel.years(moderator.table) if year <= last]
        for year in sorted(years, reverse=True):
            level = _level(panel, moderator, units, year)
            if level.values.notna().all():
                found[moderator.name] = level
                break
    return found


def _level(
    panel: Panel, moderator: Moderator, units: Mapping[str, tuple[str, ...]], year: int
) -> Level:
    if moderator.over:
        return Level(moderator.name, year, _ratio(panel, moderator, units, year))
    shares = {unit: _share(panel, moderator.table, (unit, units[unit]), year) for unit in units}
    weighted = tuple(unit for unit, (_, averaged) in shares.items() if averaged)
    values = pd.Series({unit: value for unit, (value, _) in shares.items()}, dtype=float)
    return Level(moderator.name, year, values, weighted)


def _ratio(
    panel: Panel, moderator: Moderator, units: Mapping[str, tuple[str, ...]], year: int
) -> pd.Series:
    part, whole = (
        merge_sum(panel.wide(table), units) for table in (moderator.table, moderator.over)
    )
    if year not in years_of(part) or year not in years_of(whole):
        return pd.Series(float("nan"), index=list(units))
    return share_of(part[year], whole[year])


def _share(
    panel: Panel, table: str, unit: tuple[str, tuple[str, ...]], year: int
) -> tuple[float, bool]:
    """Level of one unit, and whether it is an average of several."""
    code, members = unit
    own = _figure(panel, table, code, year)
    if own is not None and (len(members) == 1 or own.borders != CURRENT):
        return own.value, False
    figures = [_figure(panel, table, member, year) for member in members]
    people = [panel.observation("average_population", member, year) for member in members]
    both = zip(figures, people, strict=True)
    pairs = [(share.value, one.value) for share, one in both if share and one]
    if len(pairs) < len(members):
        return float("nan"), False
    total = sum(weight for _, weight in pairs)
    return sum(share * weight for share, weight in pairs) / total, True


def _figure(panel: Panel, table: str, region: str, year: int) -> Observation | None:
    found = panel.observation(table, region, year)
    return None if found is None or found.status == COPIED else found
