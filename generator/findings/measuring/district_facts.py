"""Inequality within regions, between their districts: licence L9.

A region without districts (a city of republican significance) is one territory, with no
inequality of its own. Figures are of the newest year that has districts, which is named.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from generator.classifications.regions import NATION
from generator.dataset.panel import Observation, Panel
from generator.economics.indices.decomposition import Decomposition, theil_t_decomposition
from generator.economics.indices.inequality import max_min_ratio, williamson
from generator.findings.facts import Fact
from generator.findings.measuring.subject_facts import Dated

COVERED = 90.0
"""Districts with figures must hold at least this share of the population, in per cent (L9)."""
PEOPLE = "district_population"
INDICATORS: Mapping[str, tuple[str, float]] = {
    "district_product": ("grp", 1000.0),
    "district_income_per_capita": ("cash_income_per_capita", 1.0),
}
"""Tables that tell the level of districts, the better first; what holds it for a whole region."""


@dataclass(frozen=True)
class DistrictPanel:
    """Districts (and regions without any) of one year.

    ``level`` is product in thousand tenge, or income in tenge a month, per inhabitant; ``people``
    inhabitants and ``region`` the region, each by district. ``coverage`` is the share of the
    population, in per cent, that they hold, by region and for the nation; regions without
    population figure are absent.
    """

    indicator: str
    year: int
    level: "pd.Series[float]"
    people: "pd.Series[float]"
    region: "pd.Series[str]"
    coverage: Mapping[str, float]
    inputs: tuple[Observation, ...]

    def of(self, region: str) -> "tuple[pd.Series[float], pd.Series[float]]":
        """Return level and inhabitants of the districts of one region."""
        members = self.region.index[self.region == region]
        return self.level[members], self.people[members]


@lru_cache(maxsize=4)
def district_panel(panel: Panel, last: int) -> DistrictPanel | None:
    """Gather the newest year of district figures; ``None`` where there are none."""
    for year in reversed(panel.years(PEOPLE)):
        for indicator in INDICATORS:
            figures = panel.by_district(indicator, year)
            people = panel.by_district(PEOPLE, year)
            both = figures.index.intersection(people.index)
            if year <= last and len(both):
                return _gathered(panel, indicator, year, list(both))
    return None


def _gathered(panel: Panel, indicator: str, year: int, both: list[str]) -> DistrictPanel:
    whole, factor = INDICATORS[indicator]
    rows = [(code, panel.districts[code].region, indicator, PEOPLE) for code in both] + [
        (region.code, region.code, whole, "average_population")
        for region in panel.regions.existing(year)
        if not panel.districts.of(region.code)
    ]
    level, people, regions, inputs = {}, {}, {}, []
    for code, region, table, heads in rows:
        value, count = (panel.observation(each, code, year) for each in (table, heads))
        if value is None or count is None or not (value.value >= 0 and count.value > 0):
            continue
        per = count.value if indicator == "district_product" else 1.0
        level[code], people[code] = value.value * factor / per, count.value
        regions[code] = region
        inputs += [value, count]
    held = pd.Series(people, dtype=float)
    places = pd.Series(regions, dtype=object)
    coverage = _coverage(panel, year, held, places)
    return DistrictPanel(
        indicator, year, pd.Series(level, dtype=float), held, places, coverage, tuple(inputs)
    )


def _coverage(
    panel: Panel, year: int, people: "pd.Series[float]", regions: "pd.Series[str]"
) -> dict[str, float]:
    held = {**people.groupby(regions).sum().to_dict(), NATION: float(people.sum())}
    found = {}
    for code, inhabitants in held.items():
        whole = Dated(panel, str(code), year).figure("average_population", year)
        if whole is not None and whole.value > 0:
            found[str(code)] = float(inhabitants) / whole.value * 100
    return found


def decomposition(found: DistrictPanel) -> Decomposition:
    """Split inequality between all territories into within and between regions."""
    return theil_t_decomposition(found.level, found.people, found.region)


def district_facts(panel: Panel, subject: str, last: int) -> tuple[Fact, ...]:
    """List the facts of the subject on its districts, of their own year; none of a city."""
    found = district_panel(panel, last)
    divided = subject == NATION or bool(panel.districts.of(subject))
    if found is None or subject not in found.coverage or not divided:
        return ()
    inputs = tuple(each for each in found.inputs if subject in (NATION, each.region))
    dated = Dated(panel, subject, last)
    values = {"district_coverage": found.coverage[subject], **district_measures(found, subject)}
    return tuple(
        dated.fact(measure, value, found.year, inputs) for measure, value in values.items()
    )


def district_measures(found: DistrictPanel, subject: str) -> dict[str, float]:
    """Compute what the coverage allows: share within for the nation, gap and CV for a region."""
    if found.coverage.get(subject, 0.0) < COVERED:
        return {}
    if subject == NATION:
        parts = decomposition(found)
        total = parts.within + parts.between
        return {"theil_within_share": parts.within / total * 100} if total > 0 else {}
    level, people = found.of(subject)
    if len(level) < 2:
        return {}
    values = {
        "district_gap": max_min_ratio(level),
        "district_cv": williamson(level, people) * 100,
    }
    return {name: value for name, value in values.items() if not math.isnan(value)}
