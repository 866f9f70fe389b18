"""Charts of the first page and of the cards: the large one, the industries, the locator."""

from collections.abc import Callable, Mapping

from generator.classifications.regions import NATION
from generator.findings.brief import FrontChart
from generator.findings.claims import (
    Count,
    IndustrySlot,
    Number,
    Rank,
    RegionSlot,
    Slot,
    TextSlot,
    Year,
)
from generator.findings.measures import CONTRIBUTION, MEASURE, plain_name
from generator.presentation.charts.bars import Bar
from generator.presentation.charts.drawing import Drawing
from generator.presentation.charts.front.front_drawing import Ends, Room
from generator.presentation.charts.front.growth_bars import growth_bars
from generator.presentation.charts.front.index_line import index_line, line_scale
from generator.presentation.charts.front.industry_rows import (
    IndustryRow,
    RowHeads,
    industry_rows,
)
from generator.presentation.charts.front.region_bars import region_bars
from generator.presentation.charts.front.tiles import tiles
from generator.presentation.charts.front.two_strips import NamedStrip, two_strips
from generator.presentation.charts.style import FULL_WIDTH
from generator.presentation.figures.builder import FigureBuilder, ordered
from generator.presentation.figures.figure_set import Figure, Picture
from generator.presentation.localisation.words import AnyWords, Words

LARGE, TALL, LOW = 86.0, 112.0, 16.0
"""Height of the large chart beside two other blocks and above one, and what is added to it where
there is no question, in millimetres."""
CARD = (78.0, 92.0)
"""Size of a chart on a card, in millimetres."""
INDUSTRIES, LARGEST, MANY = (84.0, 44.0), 5, 7
"""Size of the small chart of industries, how many it shows, and how many a large one."""

Drawn = tuple[Words, Words, Callable[[Room], Drawing]]
"""Subtitle, alternative text, and what draws the chart in a room."""


def front_figures(builder: FigureBuilder) -> Mapping[str, Figure]:
    """Draw the charts of the first page: those for which there are figures."""
    found: dict[str, Figure] = {"locator": _locator(builder)}
    chart, brief = builder.brief.front.chart, builder.brief
    if chart is not None and (drawn := FORMS[chart.form](builder, chart)) is not None:
        subtitle, alternative, draw = drawn
        title = brief.claim("front.chart")
        said = builder.claim(title) if title else builder.say("title.front")
        height = LARGE if brief.front.industries else TALL
        height += 0.0 if brief.claim("front.question") else LOW
        rooms = {"chart": Room(FULL_WIDTH, height), "card": Room(*CARD, 8.5, 9.5, narrow=True)}
        for name, room in rooms.items():
            found[name] = Figure(0, said, subtitle, Picture(draw(room), alternative))
    if brief.front.industries and brief.national:
        found["industries"] = _leading_regions(builder)
    elif brief.front.industries and (rows := _rows(builder, LARGEST)):
        found["industries"] = _industries(builder, rows)
    return found


def _locator(builder: FigureBuilder) -> Figure:
    subject = builder.brief.subject
    alternative = builder.say("alt.locator", region=RegionSlot(subject))
    nothing = alternative.each(lambda _: "")
    return Figure(0, nothing, nothing, Picture(tiles(subject), alternative))


def _ends(builder: FigureBuilder, own: AnyWords, nation: AnyWords) -> Ends:
    """Put the last values behind the names of the region and the nation."""
    return Ends(
        builder.short(builder.brief.subject) + " " + own, builder.short(NATION) + " " + nation
    )


def _growth(builder: FigureBuilder, chart: FrontChart) -> Drawn | None:
    own, nation = chart.own, chart.nation
    best, worst = max(own, key=own.__getitem__), min(own, key=own.__getitem__)
    told: dict[str, Slot] = {
        "y0": Year(min(own)),
        "y1": Year(max(own)),
        "vmax": Number(own[best], 1, "percent_signed"),
        "year0": Year(best),
        "vmin": Number(own[worst], 1, "percent_signed"),
        "year1": Year(worst),
    }
    if not nation:
        alone, none = builder.say("alt.front_gdp", **told), Ends("", "")
        subtitle = builder.say("sub.front_gdp")
        return (
            subtitle,
            alone,
            lambda room: growth_bars((own, {}), none, (), builder.polyglot, room),
        )
    alternative = builder.say("alt.growth", region=RegionSlot(builder.brief.subject), **told)
    numbers = [
        builder.polyglot.number(each.get(builder.brief.year), 1, signed=True)
        for each in (own, nation)
    ]
    ends, breaks = _ends(builder, *numbers), builder.breaks("real_growth")
    return (
        _with_break(builder, builder.say("sub.front_growth"), breaks, own),
        alternative,
        lambda room: growth_bars((own, nation), ends, breaks, builder.polyglot, room),
    )


def _with_break(
    builder: FigureBuilder, subtitle: Words, breaks: tuple[int, ...], years: Mapping[int, float]
) -> Words:
    """Explain the mark of a break where one parts the years drawn."""
    if not any(min(years) < year <= max(years) for year in breaks):
        return subtitle
    return subtitle + ". " + builder.say("sub.front_break")


_LINES: Mapping[str, tuple[str, str, int, str]] = {
    "growth_phase": ("sub.front_index", "real_growth", 0, "percent_signed"),
    "trend_growth": ("sub.front_index_head", "real_growth", 0, "percent_signed"),
    "deflator": ("sub.front_prices", "real_growth", 0, "percent_signed"),
    "investment_to_grp": ("sub.front_investment", "investment_to_grp", 1, "percent"),
    "ratio_to_nation": ("sub.front_ratio", "ratio_to_nation", 0, "percent"),
}
"""By what a line shows: its subtitle, the measure of its breaks, how its last value is printed."""


def _line(builder: FigureBuilder, chart: FrontChart) -> Drawn | None:
    own, nation = chart.own, chart.nation
    key, measure, decimals, style = _LINES[chart.measures[0]]
    first, last = min(own), max(own)
    away = 100.0 if style == "percent_signed" else 0.0
    numbers = [
        builder.polyglot.quantity(Number(each[max(each)] - away, decimals, style))
        for each in (own, nation)
    ]
    ends, breaks = _ends(builder, *numbers), builder.breaks(measure)
    alternative = builder.say(
        "alt.front_line",
        region=RegionSlot(builder.brief.subject),
        y0=Year(first),
        y1=Year(last),
        v0=Number(own[first], 1),
        v1=Number(own[last], 1),
        u0=Number(nation[min(nation)], 1),
        u1=Number(nation[max(nation)], 1),
    )
    start = line_scale(own, nation)[0]
    axis = Number(start, 0 if start == int(start) else 1)
    subtitle = builder.say(key, y0=Year(first))
    if start:
        subtitle = subtitle + ". " + builder.say("sub.front_axis", v=axis)
    return (
        _with_break(builder, subtitle, breaks, own),
        alternative,
        lambda room: index_line((own, nation), ends, breaks, builder.polyglot, room),
    )


def _regions(builder: FigureBuilder, chart: FrontChart) -> Drawn | None:
    measure = MEASURE[chart.measures[0]]
    values = builder.brief.distributions.get(measure.name, {})
    fact = builder.brief.fact(measure.name)
    if len(values) < 2 or fact.value is None or fact.rank is None:
        return None
    bars = ordered(builder, measure.name, measure.decimals, nation=measure.nation == "own")
    style = "signed" if measure.signed else "plain"
    top, bottom = max(values, key=values.__getitem__), min(values, key=values.__getitem__)
    alternative = builder.say(
        "alt.front_regions",
        indicator=TextSlot(f"measure.{measure.name}"),
        year=Year(fact.period),
        max=RegionSlot(top),
        vmax=Number(values[top], measure.decimals, style),
        min=RegionSlot(bottom),
        vmin=Number(values[bottom], measure.decimals, style),
        region=RegionSlot(builder.brief.subject),
        v=Number(fact.value, measure.decimals, style),
        rank=Rank(fact.rank, fact.tied),
        n_regions=Count(len(values)),
    )
    subtitle = builder.say(
        "sub.front_regions", unit=TextSlot(measure.unit_key), year=Year(fact.period)
    )
    return subtitle, alternative, lambda room: region_bars(bars, room)


def _strips(builder: FigureBuilder, chart: FrontChart) -> Drawn | None:
    strips = [_named_strip(builder, name) for name in chart.measures]
    first, second = (_strip_words(builder, name) for name in chart.measures)
    subtitle = builder.say("sub.front_strips", year=Year(builder.brief.year))
    return subtitle, first + " " + second, lambda room: two_strips(strips, room)


def _named_strip(builder: FigureBuilder, name: str) -> NamedStrip:
    brief, measure = builder.brief, MEASURE[name]
    values, fact = brief.distributions[name], brief.fact(name)
    top, bottom = max(values, key=values.__getitem__), min(values, key=values.__getitem__)

    def told(code: str, value: float | None) -> Words:
        printed = builder.polyglot.number(value, measure.decimals, signed=measure.signed)
        return builder.short(code) + " " + printed

    return NamedStrip(
        builder.say(plain_name(name)) + ", " + builder.say(measure.unit_key),
        values,
        brief.subject,
        fact.national,
        told(brief.subject, fact.value),
        told(NATION, fact.national),
        "" if bottom == brief.subject else told(bottom, values[bottom]),
        "" if top == brief.subject else told(top, values[top]),
    )


def _strip_words(builder: FigureBuilder, name: str) -> Words:
    measure, fact = MEASURE[name], builder.brief.fact(name)
    values, style = builder.brief.distributions[name], "signed" if measure.signed else "plain"
    return builder.say(
        "alt.strip",
        indicator=TextSlot(f"measure.{name}"),
        region=RegionSlot(builder.brief.subject),
        v=Number(fact.value or 0.0, measure.decimals, style),
        vmax=Number(max(values.values()), measure.decimals, style),
        vmin=Number(min(values.values()), measure.decimals, style),
    )


def _large_industries(builder: FigureBuilder, chart: FrontChart) -> Drawn | None:
    rows = _rows(builder, MANY, chart.before)
    if not rows:
        return None
    years = {"year": Year(builder.brief.year), "y0": Year(chart.base)}
    heads = RowHeads(
        str(builder.brief.year), builder.short(NATION), str(chart.base) if chart.before else ""
    )
    return (
        builder.say("sub.front_industries", **years),
        _industry_words(builder),
        lambda room: industry_rows(rows, heads, builder.polyglot, room),
    )


def _rows(
    builder: FigureBuilder, most: int, before: Mapping[str, float] | None = None
) -> list[IndustryRow]:
    """Return the largest industries, the largest first."""
    lines = [line for line in builder.brief.sections if line.share is not None]
    lines.sort(key=lambda line: -(line.share or 0.0))
    return [
        IndustryRow(
            builder.polyglot.industry(line.industry, "Brief"),
            line.share or 0.0,
            line.national_share,
            before.get(line.industry) if before is not None else None,
        )
        for line in lines[:most]
    ]


def _industries(builder: FigureBuilder, rows: list[IndustryRow]) -> Figure:
    heads = RowHeads(builder.say("key.region"), builder.say("kpi.nation"))
    drawing = industry_rows(rows, heads, builder.polyglot, Room(*INDUSTRIES, 8.5))
    claim = builder.brief.claim("figure.sections")
    title = builder.claim(claim) if claim else builder.say("title.sections")
    subtitle = builder.say("sub.front_sections", year=Year(builder.brief.year))
    return Figure(0, title, subtitle, Picture(drawing, _industry_words(builder)))


def _leading_regions(builder: FigureBuilder) -> Figure:
    """Draw the regions with the largest contributions to growth, in percentage points."""
    values = builder.brief.distributions[CONTRIBUTION]
    names = sorted(values, key=lambda code: -values[code])[:LARGEST]
    decimals = MEASURE[CONTRIBUTION].decimals
    bars = [
        Bar(
            builder.short(code),
            values[code],
            builder.polyglot.number(values[code], decimals, signed=True),
            "nation",
        )
        for code in names
    ]
    alternative = builder.say(
        "alt.front_leaders",
        year=Year(builder.brief.year),
        max=RegionSlot(names[0]),
        vmax=Number(values[names[0]], decimals, "signed"),
        region=RegionSlot(names[-1]),
        v=Number(values[names[-1]], decimals, "signed"),
    )
    drawing = region_bars(bars, Room(INDUSTRIES[0], INDUSTRIES[1] - 8, 8.5))
    title = builder.say("title.front_leaders")
    subtitle = builder.say("sub.front_leaders", year=Year(builder.brief.year))
    return Figure(0, title, subtitle, Picture(drawing, alternative))


def _industry_words(builder: FigureBuilder) -> Words:
    lines = [line for line in builder.brief.sections if line.share is not None]
    top = max(lines, key=lambda line: line.share or 0.0)
    slots: dict[str, Slot] = {
        "region": RegionSlot(builder.brief.subject),
        "industry": IndustrySlot(top.industry),
        "v": Number(top.share or 0.0, 1, "percent"),
        "u": Number(top.national_share or 0.0, 1, "percent"),
    }
    return builder.say("alt.sections", **slots)


FORMS: Mapping[str, Callable[[FigureBuilder, FrontChart], Drawn | None]] = {
    "growth_bars": _growth,
    "index_line": _line,
    "region_bars": _regions,
    "two_strips": _strips,
    "industry_bars": _large_industries,
}
"""The five forms of the large chart."""
