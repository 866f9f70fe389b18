"""Indicators of twenty regions drawn in the test: a plain country, and what a test changes."""

import pandas as pd

from generator.classifications.regions import NATION
from generator.findings.choosing.importance.drafts import View
from generator.findings.measures import YEARLY
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.section_tables import NO_GROWTH, SectionTables
from tests.findings.small_world import TWENTY, YEAR

YEARS = range(2014, YEAR + 1)
ONE = TWENTY[0]
"""The region that a test is about."""

PLAIN = {
    "real_growth": 4.0,
    "average_growth": 4.0,
    "employment_growth": 1.0,
    "grp": 100.0,
    "grp_per_capita": 1000.0,
    "ratio_to_nation": 1.0,
    "population": 100.0,
    "investment_to_grp": 20.0,
    "unemployment_rate": 4.9,
    "contribution_pp": 0.2,
    "share_of_gdp": 5.0,
}
"""Value of the nation and of the middle region; the others lie around it in even steps."""


def country(changed=None, *, shares=None):
    """Make indicators.

    Parameters
    ----------
    changed
        By measure and area, values by year that differ from the plain ones.
    shares
        By year and area, shares of sections in GRP (0 to 1); the nation's stand under its code.
    """
    values = {each.name: pd.DataFrame(dtype=float) for each in YEARLY}
    values |= {name: _frame(name, (changed or {}).get(name, {})) for name in PLAIN}
    status = {name: frame.notna().replace({True: "computed"}) for name, frame in values.items()}
    tables = {year: _table(by_area) for year, by_area in (shares or {}).items()}
    return Indicators(YEAR, values, status, tables, frozenset(), {}, len(TWENTY), NO_GROWTH)


def _frame(name, changed):
    middle, step = PLAIN[name], PLAIN[name] / 100
    rows = {code: middle + step * (at - 9.5) for at, code in enumerate(TWENTY)} | {NATION: middle}
    frame = pd.DataFrame({year: pd.Series(rows) for year in YEARS})
    for code, by_year in changed.items():
        for year, value in by_year.items():
            frame.loc[code, year] = value
    return frame


def _table(by_area):
    frame = pd.DataFrame(by_area).T
    quotients = frame / frame.loc[NATION] if NATION in frame.index else frame
    return SectionTables(frame * 100, frame, quotients)


def view(changed=None, *, shares=None, trajectories=None, breaks=None):
    """Look at the first region of such a country."""
    more = {"breaks": breaks} if breaks is not None else {}
    return View(country(changed, shares=shares), trajectories or {}, ONE, **more)


def ending(*values, code=ONE):
    """Values of the last years, in order, of one region."""
    return {code: dict(zip(range(YEAR - len(values) + 1, YEAR + 1), values, strict=True))}
