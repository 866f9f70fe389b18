"""Real output per head as output per employed person times employed persons per head."""

from dataclasses import astuple, dataclass

from generator.dataset.panel import Panel
from generator.findings.facts import Fact
from generator.findings.measures import GROWTH, MEASURE
from generator.findings.measuring.indicators import Indicators, cumulated_growth

SPAN = 3
"""Years of change."""

PARTS = ("real_per_head_growth", "real_per_employed_growth", "employed_per_head_growth")
"""Measures of the whole and its two factors, in the order of `PerHead`."""


@dataclass(frozen=True, slots=True)
class PerHead:
    """Changes over the span in per cent: 1 + the first is the product of 1 + the other two."""

    output_per_head: float
    output_per_employed: float
    employed_per_head: float


def per_head(panel: Panel, ind: Indicators, subject: str) -> PerHead | None:
    """Split the change of real output per head over the last three years.

    Parameters
    ----------
    panel
        Where the breaks are known.
    ind
        Indicators of the reference year, in which the span ends.
    subject
        A region or the nation.

    Returns
    -------
    PerHead
        ``None`` where a figure is missing, or a known break of people or employed persons lies
        within the span.

    Notes
    -----
    Y / P = (Y / E) (E / P), with Y real output, P average population and E employed persons.
    """
    first, years = ind.year - SPAN, range(ind.year - SPAN + 1, ind.year + 1)
    people = ind.series("population", subject)
    rates = [ind.series(name, subject) for name in (GROWTH, "employment_growth")]
    tables = frozenset({"average_population", "employed_population"})
    span = range(first, ind.year + 1)
    parted = panel.breaks.touching(tables, frozenset({subject}), span)
    incomplete = any(year not in series for series in rates for year in years)
    if parted or incomplete or not {first, ind.year} <= people.keys():
        return None
    output, employed = (
        1 + cumulated_growth({year: series[year] for year in years}) / 100 for series in rates
    )
    heads = people[ind.year] / people[first]
    factors = output / heads, output / employed, employed / heads
    return PerHead(*(100 * (factor - 1) for factor in factors))


def per_head_facts(panel: Panel, ind: Indicators, subject: str) -> tuple[Fact, ...]:
    """List the facts of the change and its factors; none where it is not split."""
    found = per_head(panel, ind, subject)
    if found is None:
        return ()
    return tuple(
        Fact(
            subject=subject,
            measure=name,
            value=value,
            unit=MEASURE[name].unit,
            decimals=MEASURE[name].decimals,
            period=ind.year,
            vintage=panel.vintage.isoformat(),
            status="computed",
            sources=_sources(ind, name, subject),
        )
        for name, value in zip(PARTS, astuple(found), strict=True)
    )


def _sources(ind: Indicators, measure: str, subject: str) -> tuple[str, ...]:
    found = {
        source
        for table in MEASURE[measure].tables
        for year in range(ind.year - SPAN, ind.year + 1)
        for source in ind.sources.get((table, subject, year), ())
    }
    return tuple(sorted(found))
