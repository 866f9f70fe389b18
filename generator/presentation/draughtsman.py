"""The draughtsman: draws the charts of one brief in one language, and numbers them."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.classifications.regions import NATION
from generator.findings.brief import Brief
from generator.findings.claims import Claim, Number, Region, Slot, Year
from generator.presentation.charts import bars, intervals, lines, maps
from generator.presentation.language.language import Language
from generator.presentation.regression_table import of_variety

HALF, FULL, FIVE = 85.0, 174.0, 70.17
"""Widths of six, twelve and five columns of the page grid, in millimetres."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its number, its title (a licensed claim or a neutral one) and its subtitle."""

    number: int
    title: str
    subtitle: str
    drawing: Markup


class Draughtsman:
    """Draws the charts of one brief in one language."""

    def __init__(self, brief: Brief, language: Language, shapes: maps.Geometry) -> None:
        self.brief, self.language, self.shapes = brief, language, shapes
        self.drawn: dict[str, Figure] = {}

    def say(self, key: str, **slots: Slot) -> str:
        """Say a message of the catalogue."""
        return self.language.say(key, **slots)

    def short(self, code: str) -> str:
        """Short name of a region, as charts print it."""
        return self.language.region(code, "short")

    def look(self, name: str, **slots: Slot) -> tuple[Language, str, str]:
        """Language, alternative text and name of a chart."""
        return self.language, self.say(f"alt.{name}", **slots), name

    def add(self, name: str, place: str, drawing: Markup, **subtitle: Slot) -> None:
        """Add a chart with its number and its title: the claim of its place, or a neutral one."""
        claim = self.brief.claim(place)
        title = self.claim(claim) if claim else self.say(f"title.{name}")
        self.drawn[name] = Figure(
            len(self.drawn) + 1, title, self.say(f"sub.{name}", **subtitle), drawing
        )

    def claim(self, claim: Claim) -> str:
        """Say a claim."""
        return self.language.say(claim.key, claim.count, **claim.slots)

    def history(self, measure: str, code: str) -> Mapping[int, float]:
        """Series of a measure by year; empty where there is none."""
        return self.brief.histories.get(measure, {}).get(code, {})

    def capital(self, text: str) -> str:
        """Text with its first letter in upper case."""
        return text[:1].upper() + text[1:]


def variety(pen: Draughtsman, height: float) -> None:
    """Draw DIV = UV + RV over time, with the nation's DIV where the subject is a region."""
    uv = pen.history("uv_nat", pen.brief.subject)
    rv = pen.history("rv_nat", pen.brief.subject)
    total = pen.history("entropy_nat", pen.brief.subject)
    if len(uv) < 2 or set(uv) != set(rv):
        return
    nation = {} if pen.brief.national else pen.history("entropy_nat", NATION)
    first, last = min(total), max(total)
    look = pen.look(
        "variety",
        region=Region(pen.brief.subject),
        y0=Year(first),
        y1=Year(last),
        v0=Number(total[first], 2),
        v1=Number(total[last], 2),
    )
    shown = {year: value for year, value in nation.items() if year in uv}
    parts = lines.Parts("UV", "RV", f"{pen.short(NATION)} DIV")
    drawing = lines.stacked_columns(uv, rv, shown, parts, (*look, (HALF, height)))
    pen.add(
        "variety",
        "figure.variety_path" if pen.brief.national else "figure.variety",
        drawing,
        y0=Year(first),
        y1=Year(last),
    )


def coefficients(pen: Draughtsman) -> None:
    """Draw the coefficients of diversification of every column with their intervals."""
    rows, printed = [], []
    for fitted in pen.brief.association.fits:
        if fitted.centring is not None:
            continue  # where a moderator enters, the coefficient holds at its mean only
        column = fitted.specification.name
        for found in of_variety(fitted):
            name = f"{found.name}\n({column}) {pen.say(f'column.{column}')}"
            rows.append(intervals.Estimate(name, found.estimate, found.low, found.high))
            printed.append(f"({column}) {found.name}: {pen.language.number(found.estimate, 3)}")
    if not rows:
        return
    alternative = f"{pen.say('alt.coefficients')} {'; '.join(printed)}"
    look = (pen.language, alternative, "coefficients")
    drawing = intervals.coefficients(rows, pen.say("axis.coefficient"), look, size=(HALF, 70))
    pen.add("coefficients", "figure.coefficients", drawing)


@dataclass(frozen=True, slots=True)
class Scale:
    """How values are drawn and printed: divided by ``per``, in a style of :class:`Number`."""

    style: str = "plain"
    per: float = 1.0
    from_zero: bool = True


def two_lines(pen: Draughtsman, name: str, measure: str, scale: Scale, *, height: float) -> None:
    """Draw a measure of the region over its years, and of the nation beside it."""
    region, nation = pen.history(measure, pen.brief.subject), pen.history(measure, NATION)
    if len(region) < 2 or len(nation) < 2:
        return
    first, last = min(region), max(region)
    look = pen.look(
        name,
        region=Region(pen.brief.subject),
        y0=Year(first),
        y1=Year(last),
        v0=Number(region[first], 1, scale.style),
        v1=Number(region[last], 1, scale.style),
        u1=Number(nation[max(nation)], 1, scale.style),
    )
    drawn = [
        lines.Line(
            pen.short(code),
            {year: value / scale.per for year, value in series.items()},
            role,
            printed=pen.language.quantity(Number(series[max(series)] / scale.per, 1, scale.style)),
        )
        for code, series, role in (
            (pen.brief.subject, region, "region"),
            (NATION, nation, "nation"),
        )
    ]
    drawing = lines.lines(drawn, look, size=(HALF, height), from_zero=scale.from_zero)
    years = {"y0": Year(min(*region, *nation)), "y1": Year(last)}
    pen.add(name, f"figure.{name}", drawing, **years)


def ordered(pen: Draughtsman, measure: str, decimals: int, *, nation: bool) -> list[bars.Bar]:
    """Bars of all regions from the largest value down, with the nation in its own place.

    Equal values stand in the order of the alphabet.
    """
    values = dict(pen.brief.distributions.get(measure, {}))
    fact = pen.brief.fact(measure)
    if nation and fact.national is not None:
        values[NATION] = fact.national
    roles = {pen.brief.subject: "region", NATION: "nation"}
    signed = measure in ("contribution_pp", "real_growth")
    return [
        bars.Bar(
            pen.short(code),
            value,
            pen.language.number(value, decimals, signed=signed),
            roles.get(code, "other"),
        )
        for code, value in sorted(
            values.items(), key=lambda item: (-item[1], pen.language.sort_key(pen.short(item[0])))
        )
    ]
