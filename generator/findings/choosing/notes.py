"""Notes that a brief owes its reader: borders, status, missing and odd figures, rounding."""

import math
from datetime import date

from generator.classifications.breaks import BORDERS, Break
from generator.classifications.regions import NATION
from generator.dataset.cumulative.year_to_date import WHOLE_YEAR
from generator.dataset.panel import Panel, Source
from generator.dataset.year_coverage import to_come, year_spans
from generator.findings.claims import (
    Claim,
    Count,
    Day,
    IndustrySlot,
    Listing,
    Number,
    Rank,
    RegionSlot,
    Slot,
    TextSlot,
    Verbatim,
    Year,
)
from generator.findings.facts import Fact
from generator.findings.measures import (
    CONTRIBUTION,
    FIRST_YEAR,
    MEASURE,
    PER_CAPITA,
    YEARLY,
    measure_of,
)
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.moderators import MODERATORS

ODD = "odd:"
"""Mark at the start of a delivery's note on a value that looks odd and was kept."""

UNDATED = "year not stated"
"""Start of a delivery's note on a value whose source names no year, so that one was assumed."""


LEVELS = "levels"
_OF_LEVELS = frozenset({"level_shift", "nominal_against_volume", "single_year_outlier"})
"""Kinds of breaks after which value added at current prices is not what it was before."""


def own_borders(panel: Panel, ind: Indicators, subject: str) -> tuple[Claim, ...]:
    """Say since when a region's figures are on its present borders, where that limits a series."""
    created, years = panel.regions[subject].created, ind.series("grp", subject)
    carved = [region.created for region in panel.regions if region.parent == subject]
    region: dict[str, Slot] = {"region": RegionSlot(subject)}
    if created is not None and years and min(years) > FIRST_YEAR:
        slots = {**region, "year": Year(created), "y0": Year(min(years))}
        return (Claim("note.new", "note", slots),)
    if subject in ind.borders_changed and carved:
        year = max(each for each in carved if each is not None)
        return (Claim("note.reduced", "note", {**region, "year": Year(year)}),)
    return ()


def borders() -> tuple[Claim, ...]:
    """Tell of the changes of borders, and how series over years handle them."""
    return (Claim("note.b2022", "note"), Claim("note.merged", "note"))


def used_sources(panel: Panel, facts: tuple[Fact, ...]) -> tuple[Source, ...]:
    """List the sources of the figures that the facts rest on."""
    used = {source for fact in facts for source in fact.sources}
    return tuple(source for source in panel.sources() if source.id in used)


def is_preliminary(panel: Panel, facts: tuple[Fact, ...], year: int) -> bool:
    """Say whether a brief's facts of the reference year rest on preliminary or quoted figures."""
    return bool(_statuses_behind(panel, facts, year) & {"preliminary", "quoted"})


def status(panel: Panel, facts: tuple[Fact, ...], year: int) -> tuple[Claim, ...]:
    """Say that figures behind a brief's facts are preliminary or quoted, where they are."""
    if not is_preliminary(panel, facts, year):
        return ()
    quoted = "quoted" in _statuses_behind(panel, facts, year)
    told = (Claim("data.quoted", "note"),) if quoted else ()
    return (Claim("data.prelim", "note", {"year": Year(year)}), *told)


def _statuses_behind(panel: Panel, facts: tuple[Fact, ...], year: int) -> frozenset[str]:
    """Statuses of the year's figures in the tables that facts with a value rest on.

    A dated fact is left out: its own sentence names its year, and its status stands beside it.
    """
    tables = {
        table
        for fact in facts
        if fact.period == year and not (fact.value is None and fact.national is None)
        for table in _behind(fact)
    }
    rows = panel.observations
    return frozenset(rows.loc[rows["year"].eq(year) & rows["table"].isin(tables), "status"])


def _behind(fact: Fact) -> tuple[str, ...]:
    measure = measure_of(fact.measure)
    return () if measure.scope == "dated" else measure.behind(fact.status)


def coverage(panel: Panel, ind: Indicators) -> tuple[Claim, ...]:
    """Say how many regions have a figure, where not all of them have."""
    have = len(ind.distribution(PER_CAPITA))
    told = _incomplete(panel, ind.year)
    regions = len(panel.regions.existing(ind.year))
    if have >= regions:
        return told
    slots: dict[str, Slot] = {"k": Count(have), "n_regions": Count(regions)}
    return (Claim("note.coverage", "note", slots), *told)


def output_alone(panel: Panel, ind: Indicators, subject: str) -> tuple[Claim, ...]:
    """State output and its share where they are preliminary, and nothing is known per head."""
    output = ind.value("grp", subject)
    known = ind.value(PER_CAPITA, subject) is not None or output is None
    rows = panel.observations
    of_year = rows["table"].eq("grp") & rows["year"].eq(ind.year)
    if known or not rows.loc[of_year, "status"].eq("preliminary").any():
        return ()
    slots: dict[str, Slot] = {"year": Year(ind.year), "v": Number(output or 0.0, 1)}
    share, place = ind.value("share_of_gdp", subject), ind.place("share_of_gdp", subject)
    if subject == NATION or share is None or place is None:
        return (Claim("note.output_alone_nation", "note", slots),)
    slots |= {
        "share": Number(share, 1, "percent"),
        "rank": Rank(place.rank, place.tied),
        "n_regions": Count(place.of),
    }
    return (Claim("note.output_alone", "note", slots),)


def _incomplete(panel: Panel, year: int) -> tuple[Claim, ...]:
    """Name the tables that a year newer than all whole ones still lacks."""
    lacking = to_come(panel, year)
    if not lacking:
        return ()
    items = Listing(tuple(TextSlot(f"input.{each.table}") for each in lacking), ordered=True)
    return (Claim("note.incomplete", "note", {"year": Year(year), "items": items}),)


def missing(facts: tuple[Fact, ...], year: int) -> tuple[Claim, ...]:
    """Name the measures that have no value, and why."""
    by_reason: dict[str, list[str]] = {}
    for fact in facts:
        if fact.value is None and fact.period == year and not fact.industry:
            by_reason.setdefault(fact.reason, []).append(fact.measure)
    return tuple(
        Claim(
            f"missing.{reason}",
            "note",
            {
                "items": Listing(tuple(TextSlot(f"measure.{name}") for name in names)),
                "year": Year(year),
            },
        )
        for reason, names in by_reason.items()
    )


def odd(panel: Panel, ind: Indicators, subject: str) -> tuple[Claim, ...]:
    """Name published values that look odd and are kept as published."""
    rows = panel.annotated
    found = rows[
        rows["note"].str.startswith(ODD)
        & rows["region"].isin([subject, NATION])
        & rows["table"].isin(_used())
        & rows["year"].le(ind.year)
    ]
    claims = []
    for row in found.itertuples():
        slots: dict[str, Slot] = {
            "region": RegionSlot(str(row.region)),
            "indicator": TextSlot(f"table.{row.table}"),
            "year": Year(int(str(row.year))),
            "v": Number(float(str(row.value)), 1),
        }
        if row.industry:
            slots["industry"] = IndustrySlot(str(row.industry))
        key = "note.odd_industry" if row.industry else "note.odd"
        claims.append(Claim(key, "note", slots))
    return tuple(claims)


def undated(panel: Panel, subject: str, year: int) -> tuple[Claim, ...]:
    """Name figures whose year the source does not state, with the year that is assumed."""
    rows = panel.annotated
    found = rows[
        rows["note"].str.startswith(UNDATED)
        & rows["region"].isin([subject, NATION])
        & rows["table"].isin(_used() | {each.table for each in MODERATORS})
        & rows["year"].le(year)
    ]
    pairs = dict.fromkeys(zip(found["table"], found["year"], strict=True))
    return tuple(
        Claim(
            "note.undated",
            "note",
            {"indicator": TextSlot(f"table.{table}"), "year": Year(int(assumed))},
        )
        for table, assumed in pairs
    )


def left_out(panel: Panel, year: int, subject: str) -> tuple[Claim, ...]:
    """Tell which figures are not there and why, those of one reason together.

    Only of the subject and the nation, and only of tables that the panel holds.
    """
    held = {*panel.observations["table"].unique(), *panel.year_to_date.tables()}
    together: dict[tuple[str, str], list[int]] = {}
    for gap in panel.left_out:
        near = gap.months == WHOLE_YEAR and gap.year <= year + 1
        if near and gap.table in held and gap.region in {"", subject}:
            years = together.setdefault((gap.reason, gap.table), [])
            years += [] if gap.year in years else [gap.year]
    reasons: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for (reason, table), found in sorted(together.items()):
        reasons.setdefault((reason, tuple(sorted(found))), []).append(table)
    return tuple(
        Claim(
            f"left_out.{reason}",
            "note",
            {
                "items": Listing(tuple(TextSlot(f"input.{table}") for table in tables)),
                "years": Verbatim(year_spans(years)),
            },
        )
        for (reason, years), tables in reasons.items()
    )


def breaks(panel: Panel, ind: Indicators, subject: str) -> tuple[Claim, ...]:
    """Name the known breaks in the series behind a brief, those of one kind and year together.

    Levels of value added that cannot be compared stand together after one sentence. Changes of
    borders have notes of their own, see :func:`own_borders` and :func:`borders`.
    """
    years = range(FIRST_YEAR, ind.year + 1)
    regions = frozenset({subject, NATION})
    together: dict[tuple[int, str], list[Break]] = {}
    for each in panel.breaks.touching(frozenset(_used()), regions, years):
        kind = LEVELS if each.kind in _OF_LEVELS else each.kind
        if kind != BORDERS:
            together.setdefault((each.first_year_after, kind), []).append(each)
    told = [
        Claim(f"break.{kind}", "note", _broken(panel, year, found))
        for (year, kind), found in sorted(together.items())
    ]
    levels = [claim for claim in told if claim.key == f"break.{LEVELS}"]
    others = [claim for claim in told if claim.key != f"break.{LEVELS}"]
    head = [Claim("break.levels_head", "note")] if levels else []
    return (*others, *head, *levels)


def released(panel: Panel, ind: Indicators) -> tuple[Claim, ...]:
    """Tell when the figures of the reference year were released, tables of one day together."""
    rows = panel.observations
    of_year = rows[rows["year"].eq(ind.year) & rows["table"].isin(_used())]
    days: dict[date, list[str]] = {}
    for table, source in dict.fromkeys(zip(of_year["table"], of_year["source"], strict=True)):
        found = panel.releases.of(str(table), str(source), panel.vintage)
        if found is not None:
            days.setdefault(found.released, []).append(str(table))
    return tuple(
        Claim("note.released", "note", {"date": Day(day), "items": _inputs(tables)})
        for day, tables in sorted(days.items(), reverse=True)
    )


def _inputs(tables: list[str]) -> Listing:
    items = tuple(TextSlot(f"input.{table}") for table in sorted(set(tables)))
    return Listing(items, ordered=True)


def _broken(panel: Panel, year: int, found: list[Break]) -> dict[str, Slot]:
    """Say which series break: their industries, else the measures that are made of them."""
    codes = {each.industry for each in found} - {""}
    industries = sorted(code for code in codes if panel.industries[code].counted_with is None)
    tables = {each.table for each in found}
    items: list[Slot] = [IndustrySlot(code) for code in industries]
    items = items or _series_of(tables)
    place = next((each.region for each in found if each.region), NATION)
    return {
        "year": Year(year),
        "y0": Year(year - 1),
        "items": Listing(tuple(items), ordered=True),
        "region": RegionSlot(place),
    }


def _series_of(tables: set[str]) -> list[Slot]:
    """Name the yearly measures made of tables, or the tables where none is made of them."""
    measures = [each.name for each in YEARLY if tables.intersection(each.tables)]
    named: list[Slot] = [TextSlot(f"measure.{name}") for name in measures]
    return named or [TextSlot(f"input.{name}") for name in sorted(tables)]


def _used() -> set[str]:
    """Tables that the measures are made of."""
    return {table for measure in MEASURE.values() for table in measure.tables}


def rounding(ind: Indicators) -> tuple[Claim, ...]:
    """State the residual between national growth and the regions' contributions (L4)."""
    left = ind.residual()
    if math.isnan(left):
        return ()
    parts = math.fsum(ind.distribution(CONTRIBUTION).values())
    slots: dict[str, Slot] = {
        "v": Number(parts, 2, "signed"),
        "u": Number(left, 2, "signed"),
        "year": Year(ind.year),
    }
    return (Claim("growth.residual", "L4", slots, evidence={"residual": left}),)
