"""A small country drawn in the test: its tables in, the claims of its briefs out.

Every region has 1,000 inhabitants, and so has the nation, unless a test says otherwise: output in
million tenge is then output per head in thousand tenge, and the nation's is what a test makes it.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from generator.classifications.districts import District, Districts
from generator.classifications.industries import Industries, Industry
from generator.classifications.regions import NATION, Region, Regions
from generator.classifications.shock_windows import Window
from generator.dataset.panel import COLUMNS, Panel, Source, Vintage
from generator.findings.choosing.importance.front_page import fronts
from generator.findings.choosing.national_claims import national_brief
from generator.findings.choosing.regional_claims import regional_brief
from generator.findings.choosing.study import Study, shared_claims
from generator.findings.measuring.association import Association
from generator.findings.measuring.indicators import indicators
from generator.findings.measuring.trajectories import trajectories

SHOCKS = (Window("shock", 2014, 2016), Window("shock", 2019, 2020), Window("recovery", 2020, 2023))
"""Declared phases of output."""

YEAR = 2025
"""Reference year: a row of figures ends with it."""

NORTH, SOUTH, CITY = "NORTH", "SOUTH", "CITY"
THREE = (NORTH, SOUTH, CITY)
"""Three regions; the last is a city."""

TWENTY = tuple(f"R{number:02}" for number in range(1, 21))
"""Twenty oblasts, for what is said only among many."""

SECTIONS = {"A": "goods", "B": "goods", "C": "goods", "G": "services"}
"""Four sections and their broad groups."""


@dataclass(frozen=True)
class Cell:
    """A figure that is not simply a published one on today's borders."""

    value: float
    status: str = "published"
    note: str = ""
    borders: str = "current"
    source: str = ""


def region(code, *, created=None, parent=None):
    """Make a region; one whose name begins with CITY is a city."""
    kind = "nation" if code == NATION else "city" if code.startswith("CITY") else "oblast"
    return Region(code, code, code, kind, created, None, parent)


def over(regions, values):
    """Lay out one value a region, in order."""
    return dict(zip(regions, values, strict=True))


def world(regions=THREE, *, districts=(), year=YEAR, **tables):
    """Make the panel of a country.

    Parameters
    ----------
    regions
        Codes, or regions made by `region`; the nation is added.
    districts
        Pairs of a district's code and its region.
    year
        Year that rows of figures end with.
    tables
        By table and area one figure, or a row of figures of the last years; ``None`` is a gap. A
        figure may be a `Cell`, or in a table by industry a mapping from section to figure.
    """
    everywhere = [each if isinstance(each, Region) else region(each) for each in regions]
    codes = [each.code for each in everywhere]
    years = max((len(_several(each)) for by in tables.values() for each in by.values()), default=1)
    people = {code: [1000] * years for code in (*codes, NATION)}
    tables = {"average_population": people, **tables}
    known = Districts(tuple(District(code, of, "district", code, code) for code, of in districts))
    rows = [
        _row(known, (table, area, year - back, section), figure)
        for table, by_area in tables.items()
        for area, figures in by_area.items()
        for back, given in enumerate(reversed(_several(figures)))
        for section, figure in (given if isinstance(given, dict) else {"": given}).items()
        if figure is not None
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"value": float, "year": "int64"})
    sources = tuple(
        Source(name, name, name, "Bureau" if name.startswith("BNS-") else f"of {name}", "")
        for name in dict.fromkeys(frame["source"])
    )
    day = date(2026, 11, 23)
    return Panel(
        frame,
        Regions((region(NATION), *everywhere)),
        Industries(tuple(Industry(code, "section", of, None) for code, of in SECTIONS.items())),
        day,
        (Vintage(day, "", None, day, "", "", sources),),
        known,
        shocks=SHOCKS,
    )


def _several(figures):
    return figures if isinstance(figures, list | tuple) else [figures]


def _row(districts, place, figure):
    (table, area, year, section), told = (
        place,
        figure if isinstance(figure, Cell) else Cell(figure),
    )
    known = {
        "table": table,
        "region": districts[area].region if area in districts else area,
        "district": area if area in districts else "",
        "industry": section,
        "year": year,
        "value": told.value,
        "unit": "",
        "status": told.status,
        "borders": told.borders,
        "vintage": "2026-11-23",
        "source": told.source or f"BNS-{table}",
        "file": f"{table}.csv",
        "row": 2,
        "note": told.note,
    }
    return [known[name] for name in COLUMNS]


@lru_cache(maxsize=32)
def studied(panel, year=YEAR):
    """Compute what every brief rests on, but for the regression, which needs many regions."""
    ind, estimated = indicators(panel, year), Association((), {})
    shared = shared_claims(panel, ind, estimated)
    followed = trajectories(panel, year)
    cities = frozenset(each.code for each in panel.regions.current() if each.kind == "city")
    chosen = fronts(ind, followed, panel.breaks, cities)
    return Study(panel, ind, estimated, followed, shared, chosen)


@lru_cache(maxsize=64)
def brief(panel, subject=NATION, year=YEAR):
    """Make one brief, the same that a user gets."""
    computed = studied(panel, year)
    return national_brief(computed) if subject == NATION else regional_brief(computed, subject)


def said(panel, subject=NATION, year=YEAR):
    """Gather the claims of a brief by key, those of its key messages too."""
    made = brief(panel, subject, year)
    told = [claim for claims in made.claims.values() for claim in claims]
    for message in made.messages:
        told += [message.head, *message.body]
    return {claim.key: claim for claim in told}


def at(panel, place, subject=NATION, year=YEAR):
    """List the keys of the claims at one place of a brief."""
    return [claim.key for claim in brief(panel, subject, year).claims.get(place, ())]


def of_family(told, *families):
    """Pick the keys that begin with one of these."""
    return sorted(key for key in told if key.startswith(families))


def shown(claim):
    """Give what fills a claim as plain values by slot."""
    return {name: _plain(slot) for name, slot in claim.slots.items()}


def _plain(slot):
    if hasattr(slot, "items"):
        return [_plain(each) for each in slot.items]
    if hasattr(slot, "low"):
        return slot.low, slot.high
    names = ("value", "code", "key", "text")
    found = next(getattr(slot, name) for name in names if hasattr(slot, name))
    return round(found, 6) if isinstance(found, float) else found
