"""The passport of a number: which input figures it is made of, and what it was before."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from generator.classifications.industries import IN_OTHER_SERVICES, OTHER_SERVICES
from generator.classifications.regions import NATION
from generator.dataset.cumulative.year_to_date import JanuaryTo, YearToDate
from generator.dataset.panel import Observation, Panel
from generator.dataset.schema import BY_NAME
from generator.findings.facts import Fact
from generator.findings.measure_definition import SECTIONS, Input
from generator.findings.measures import FIRST_YEAR, measure_of
from generator.findings.measuring.frame_cells import known
from generator.findings.measuring.reference_borders import ReferenceBorders


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the same number was in an earlier vintage; ``None`` where it had no value."""

    vintage: str
    value: float | None
    rank: int | None
    of: int | None
    status: str
    tied: int = 1


Figure = Observation | YearToDate


def _plain(figure: Figure) -> dict[str, Any]:
    """Return a figure as plain values; one of the year so far says its last month."""
    if isinstance(figure, Observation):
        return {**asdict(figure), "value": known(figure.value)}
    names = ("table", "region", "item", "unit", "status", "borders")
    passport_of = ("vintage", "source", "file", "row", "note")
    return {
        **{name: getattr(figure, name) for name in (*names, *passport_of)},
        **asdict(figure.period),
        "value": known(figure.printed),
    }


@dataclass(frozen=True, slots=True)
class Passport:
    """One number with all that stands behind it.

    ``inputs`` are the figures of the deliveries that it is computed from, or, where it is printed
    as published, that figure; ``earlier`` its values in earlier vintages, oldest first.
    """

    fact: Fact
    inputs: tuple["Figure", ...]
    earlier: tuple[Earlier, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the passport as plain values; a missing input value is null."""
        inputs = [_plain(each) for each in self.inputs]
        return {
            "fact": self.fact.as_json(),
            "inputs": inputs,
            "earlier": [asdict(each) for each in self.earlier],
        }


def passport(panel: Panel, fact: Fact, earlier: Sequence[Fact]) -> Passport:
    """Gather what stands behind a fact.

    Parameters
    ----------
    panel
        The figures of the fact's vintage.
    fact
        The fact to explain.
    earlier
        The same fact in earlier vintages, oldest first.
    """
    before = tuple(
        Earlier(each.vintage, each.value, each.rank, each.of, each.status, each.tied)
        for each in earlier
    )
    return Passport(fact, tuple(_inputs(panel, fact)), before)


def _inputs(panel: Panel, fact: Fact) -> Iterator[Figure]:
    for need in _needed(fact):
        if fact.months:
            yield from _so_far(panel, need, fact)
            continue
        if need.first:
            yield from _first(panel, need, fact)
            continue
        for region in _regions(panel, fact, need):
            for year in need.years:
                yield from _cells(panel, need, (region, fact.period + year), fact.industry)


def _so_far(panel: Panel, need: Input, fact: Fact) -> Iterator[YearToDate]:
    """Find the figures of the same months that a fact of the year so far is made of."""
    for year in need.years:
        period = JanuaryTo(fact.period + year, fact.months)
        found = panel.year_to_date.figure(need.table, fact.subject, period, need.item)
        if found is not None:
            yield found


def _first(panel: Panel, need: Input, fact: Fact) -> Iterator[Observation]:
    """Find the first figure of a fact's year, which a newer delivery replaced."""
    cell = (need.table, fact.subject, fact.period)
    yield from (x for x in panel.first_figures if (x.table, x.region, x.year) == cell)


def _needed(fact: Fact) -> Iterator[Input]:
    """Go through the inputs of a fact: of its measure, in its years, or itself as published."""
    measure = measure_of(fact.measure)
    if measure.taken_over(fact.status):
        yield Input(measure.published)
    elif measure.scope == "phase":
        yield from (replace(each, years=_span(fact, each)) for each in measure.inputs)
        yield Input("grp", years=_span(fact, Input("grp_volume_index")))
    else:
        yield from measure.inputs


def _span(fact: Fact, need: Input) -> tuple[int, ...]:
    """Years that a growth over several years is chained from, counted from the fact's own.

    What is divided by, population, is needed of the first year too, which has no growth.
    """
    years = [int(part) for part in fact.measure.split("_") if part.isdigit()]
    first, last = years if len(years) == 2 else (FIRST_YEAR, fact.period)
    start = first + 1 if need.table == "grp_volume_index" else first
    return tuple(range(start - fact.period, last + 1 - fact.period))


def _cells(
    panel: Panel, need: Input, cell: tuple[str, int], industry: str
) -> Iterator[Observation]:
    """Find the figures of one region and year: of every district, every industry, or one."""
    region, year = cell
    table = BY_NAME[need.table]
    areas = [each.code for each in panel.districts if region in (each.region, NATION)]
    codes = _industries(panel, need, industry) if table.has_industry else [""]
    for area in areas if table.has_district else [region]:
        for code in codes:
            found = panel.observation(need.table, area, year, code)
            if found is not None:
                yield found


def _industries(panel: Panel, need: Input, industry: str) -> list[str]:
    """Codes whose figures are needed, those that are counted with another one after it."""
    if need.industries == SECTIONS:
        return [each.code for each in panel.industries]
    if need.industries or not industry:
        return list(need.industries) or [""]
    parts = IN_OTHER_SERVICES if industry == OTHER_SERVICES else ()
    return [
        each.code
        for each in panel.industries
        if industry in (each.code, each.counted_with) or each.code in parts
    ]


def _regions(panel: Panel, fact: Fact, need: Input) -> tuple[str, ...]:
    """Regions whose figures are needed: those of the unit, for the trajectory of output.

    A figure of a region on old borders is the sum over its later parts where these are counted.
    """
    own: tuple[str, ...] = (
        fact.subject,
        *ReferenceBorders(panel, fact.period, fact.period).parts(fact.subject),
    )
    if measure_of(fact.measure).scope == "phase":
        units = panel.regions.constant_units(FIRST_YEAR).values()
        own = next((tuple(each) for each in units if fact.subject in each), own)
        if need.table == "grp" and len(own) == 1:  # output weights the members of a unit alone
            return ()
    return tuple(dict.fromkeys((*own, NATION) if need.nation else own))
