"""The table of what drove real growth: regions by sections, shaded by the contribution."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.classifications.industries import OTHER_SERVICES
from generator.classifications.regions import NATION
from generator.findings.brief import Brief
from generator.presentation.localisation.language import Language

SHADES = (0.25, 0.5, 1.0)
"""Contributions from which a cell is darker, in percentage points of either sign."""

GROUP = "I, K, M\N{EN DASH}T"
"""Letters of the sections that have one volume index together."""


@dataclass(frozen=True, slots=True)
class ShadedCell:
    """One contribution as printed; ``shade`` is ``up2`` or ``down1``, empty for a small one."""

    text: str
    shade: str


@dataclass(frozen=True, slots=True)
class DriversRow:
    """One region or the nation: its contributions, what they leave of growth, and growth."""

    name: str
    nation: bool
    cells: tuple[ShadedCell, ...]
    rest: str
    growth: str


@dataclass(frozen=True, slots=True)
class DriversTable:
    """Rows from the fastest growth down; ``heads`` are the letters of the sections."""

    heads: tuple[str, ...]
    rows: tuple[DriversRow, ...]


def drivers_table(brief: Brief, language: Language) -> DriversTable | None:
    """Print the contributions of sections to growth by region, the nation in its place.

    Regions of which nothing is known have dots. ``None`` where nothing is known of the nation.
    """
    *whole, rest = brief.drivers[NATION]
    if rest.contribution is None:
        return None
    sections = tuple(line.industry for line in whole)
    growth = {**brief.distributions["real_growth"], NATION: brief.fact("real_growth").value or 0.0}
    rows = []
    for code in sorted(growth, key=lambda code: (-growth[code], code)):
        found = {line.industry: line.contribution for line in brief.drivers[code]}
        rows.append(
            DriversRow(
                language.region(code, "short"),
                code == NATION,
                tuple(_cell(found, section, language) for section in sections),
                language.number(found[""], 2, signed=True),
                language.number(growth[code], 1, signed=True),
            )
        )
    heads = tuple(GROUP if code == OTHER_SERVICES else code for code in sections)
    return DriversTable(heads, tuple(rows))


def _cell(found: Mapping[str, float | None], section: str, language: Language) -> ShadedCell:
    points = found.get(section)
    way = "up" if (points or 0.0) > 0 else "down"
    level = sum(abs(points or 0.0) >= limit for limit in SHADES)
    return ShadedCell(language.number(points, 2, signed=True), f"{way}{level}" if level else "")
