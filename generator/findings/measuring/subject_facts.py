"""From indicators to facts: one per measure and year of a subject, and its sections."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.classifications.regions import NATION
from generator.dataset.panel import Observation, Panel
from generator.dataset.schema import CURRENT
from generator.findings.claims import TextSlot
from generator.findings.facts import Fact
from generator.findings.measure_definition import Measure
from generator.findings.measures import MEASURE, REAL_CONTRIBUTION, YEARLY, of_scope
from generator.findings.measuring.frame_cells import known, row_of
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.ranks import RankPosition
from generator.findings.measuring.section_tables import DriverLine, SectionLine


def subject_facts(vintage: str, ind: Indicators, subject: str) -> tuple[Fact, ...]:
    """List the facts of the reference year and the years before it, then sections and drivers."""
    found: list[Fact] = []
    for measure in YEARLY:
        shown = shown_year(ind, measure)
        years = {shown, *(year for year in ind.series(measure.name, subject) if year <= shown)}
        found.extend(_fact(vintage, ind, subject, measure, year) for year in sorted(years))
    return (
        *found,
        *_section_facts(vintage, ind, subject),
        *_driver_facts(vintage, ind, subject),
    )


def shown_year(ind: Indicators, measure: Measure) -> int:
    """Return the year whose value stands for a measure: the reference year, or an earlier one.

    Only a measure that is declared so (``latest``) may be shown of an earlier year, and of one
    in which every region has it.
    """
    found = ind.newest_complete(measure.name) if measure.latest else None
    return ind.year if found is None else found


def distributions(ind: Indicators) -> dict[str, dict[str, float]]:
    """Return the values of all regions by measure, of the year in which it is shown."""
    return {each.name: ind.distribution(each.name, shown_year(ind, each)) for each in YEARLY}


def _fact(vintage: str, ind: Indicators, subject: str, measure: Measure, year: int) -> Fact:
    value = ind.value(measure.name, subject, year)
    place = ind.place(measure.name, subject, year) or RankPosition(0, 1, 0)
    change = _change(ind, subject, measure, year)
    return Fact(
        subject=subject,
        measure=measure.name,
        value=value,
        unit=measure.unit,
        decimals=measure.decimals,
        period=year,
        vintage=vintage,
        status=ind.status_of(measure.name, subject, year) if value is not None else "missing",
        sources=_sources(ind, measure.tables, subject, year),
        reason="" if value is not None else _reason(ind, subject, measure, year),
        rank=place.rank or None,
        tied=place.tied,
        of=place.of or None,
        national=ind.value(measure.name, NATION, year),
        change=change,
        change_kind=measure.change if change is not None else "",
    )


def _change(ind: Indicators, subject: str, measure: Measure, year: int) -> float | None:
    """Change on the previous year as the catalogue states it; ``None`` without both values."""
    if measure.change == "relative":
        return ind.relative_change(measure.name, subject, year)
    now, before = (ind.value(measure.name, subject, each) for each in (year, year - 1))
    return None if not measure.change or now is None or before is None else now - before


def _reason(ind: Indicators, subject: str, measure: Measure, year: int) -> str:
    known = ind.value(measure.name, NATION, year) is not None
    return "borders" if known and subject in ind.borders_changed else "no_data"


def _sources(ind: Indicators, tables: tuple[str, ...], subject: str, year: int) -> tuple[str, ...]:
    found = {source for table in tables for source in ind.sources.get((table, subject, year), ())}
    return tuple(sorted(found))


def _section_facts(vintage: str, ind: Indicators, subject: str) -> tuple[Fact, ...]:
    measures = of_scope("section")
    tables = tuple({table for measure in measures for table in measure.tables})
    sources = _sources(ind, tables, subject, ind.year)
    found: list[Fact] = []
    for line in section_lines(ind, subject):
        values: Mapping[str, tuple[float | None, float | None]] = {
            "gva": (line.gva, None),
            "share_in_grp": (line.share, line.national_share),
            "location_quotient": (line.location_quotient, 1.0),
        }
        for measure in measures:
            value, national = values[measure.name]
            found.append(
                Fact(
                    subject=subject,
                    measure=measure.name,
                    value=value,
                    unit=measure.unit,
                    decimals=measure.decimals,
                    period=ind.year,
                    vintage=vintage,
                    status="computed" if value is not None else "missing",
                    sources=sources,
                    industry=line.industry,
                    reason="" if value is not None else "no_data",
                    national=national,
                )
            )
    return tuple(found)


def _driver_facts(vintage: str, ind: Indicators, subject: str) -> Iterator[Fact]:
    """Go through what each section did for growth, and what all of them leave of it."""
    lines = driver_lines(ind, subject)
    values: Mapping[str, list[tuple[str, float | None]]] = {
        REAL_CONTRIBUTION: [(each.industry, each.contribution) for each in lines[:-1]],
        "section_volume": [(each.industry, each.volume) for each in lines[:-1]],
        "section_prices": [(each.industry, each.prices) for each in lines[:-1]],
        "real_contribution_residual": [("", lines[-1].contribution)],
    }
    for measure in of_scope("driver"):
        sources = _sources(ind, measure.tables, subject, ind.year)
        for industry, value in values[measure.name]:
            yield Fact(
                subject=subject,
                measure=measure.name,
                value=value,
                unit=measure.unit,
                decimals=measure.decimals,
                period=ind.year,
                vintage=vintage,
                status="computed" if value is not None else "missing",
                sources=sources,
                industry=industry,
                reason="" if value is not None else _undriven(ind, subject),
            )


def _undriven(ind: Indicators, subject: str) -> str:
    """Say why nothing is known of a region's drivers: other borders a year before, or no data."""
    counted = ind.section_growth.volume.index
    return "borders" if NATION in counted and subject not in counted else "no_data"


def driver_lines(ind: Indicators, subject: str) -> tuple[DriverLine, ...]:
    """List what each section with a volume index did for real growth, then what they all leave.

    The last line is of no section; its contribution is ``None`` where nothing is known of theirs.
    """
    found = ind.section_growth
    points, volume, prices = (
        row_of(each, subject) for each in (found.contributions, found.volume, found.prices)
    )
    lines = (
        DriverLine(
            section,
            known(points.get(section, math.nan)),
            known(volume[section]),
            known(prices.get(section, math.nan)),
        )
        for section in volume
    )
    rest = known(float(found.residual.get(subject, math.nan)))
    told = (each for each in lines if each.volume is not None)
    return (*told, DriverLine("", rest, None, None))


def section_lines(ind: Indicators, subject: str) -> tuple[SectionLine, ...]:
    """List one line per section, in the order of the classification."""
    frames = (ind.gva, ind.shares_in_grp, ind.previous_shares, ind.lq)
    gva, own, before, quotients = (row_of(frame, subject) for frame in frames)
    nation = row_of(ind.shares_in_grp, NATION)
    lines = []
    for section in gva:
        share, last_year = _scaled(own, section, 100), _scaled(before, section, 100)
        lines.append(
            SectionLine(
                section,
                _scaled(gva, section, 0.001),
                share,
                _scaled(nation, section, 100),
                _scaled(quotients, section, 1),
                None if share is None or last_year is None else share - last_year,
            )
        )
    return tuple(lines)


def _scaled(row: Mapping[str, float], section: str, factor: float) -> float | None:
    return known(row.get(section, math.nan) * factor)


@dataclass(frozen=True, slots=True)
class Dated:
    """One region or the nation, the figures that may be used, and the newest year allowed."""

    panel: Panel
    subject: str
    last: int

    def newest(self, table: str) -> Observation | None:
        """Return the subject's newest figure that is not after the last year, or ``None``."""
        years = (year for year in reversed(self.panel.years(table)) if year <= self.last)
        found = (self.figure(table, year) for year in years)
        return next((each for each in found if each is not None), None)

    def figure(self, table: str, year: int, industry: str = "") -> Observation | None:
        """Return a figure of the subject on its present borders; ``None`` without a value."""
        found = self.panel.observation(table, self.subject, year, industry)
        if found is None or math.isnan(found.value) or found.borders != CURRENT:
            return None
        return found

    def fact(
        self, measure: str, value: float, year: int, inputs: tuple[Observation | None, ...]
    ) -> Fact:
        """Make the fact of a value from the figures that it was made of.

        Made of a single figure, it has that figure's status and industry; otherwise it is
        ``computed``, of the industry of the first.
        """
        known, used = MEASURE[measure], tuple(each for each in inputs if each is not None)
        return Fact(
            subject=self.subject,
            measure=measure,
            value=value,
            unit=known.unit,
            decimals=known.decimals,
            period=year,
            vintage=self.panel.vintage.isoformat(),
            status=used[0].status if len(used) == 1 else "computed",
            sources=tuple(sorted({each.source for each in used})),
            industry=used[0].industry if used else "",
        )


def status_of(figure: Observation) -> TextSlot:
    """Name the status of a figure in words: published, preliminary, quoted."""
    return TextSlot(f"status.{figure.status}")


def histories(ind: Indicators, subject: str) -> dict[str, dict[str, dict[int, float]]]:
    """Return the series of the subject and the nation by measure, of those that keep one."""
    return {
        each.name: {code: ind.series(each.name, code) for code in (subject, NATION)}
        for each in YEARLY
        if each.history
    }
