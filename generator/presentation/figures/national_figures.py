"""Charts of the national brief: map, inequality, rankings, contributions, convergence."""

from itertools import pairwise

from generator.classifications.regions import NATION
from generator.findings.claims import Count, Number, RegionSlot, Year
from generator.findings.measuring.catching_up import LEVEL
from generator.presentation.charts import bars, dots, lines, maps
from generator.presentation.charts.map_labels import LABEL_SIZE, MapLabel
from generator.presentation.charts.scatter import FittedSlope, Point, slope
from generator.presentation.charts.style import FULL_WIDTH, HALF_WIDTH, RAMP, wrapped
from generator.presentation.figures.builder import FigureBuilder, ordered
from generator.presentation.figures.figure_set import LegendEntry, Picture
from generator.presentation.localisation.language import Language

BREAKS = (0.5, 0.75, 1.0, 1.5)
"""Classes of the map: GRP per capita as a multiple of the nation's."""

MAP_LABEL_MM = 11.0
"""Names on the map wider than this may stand in two lines."""

INEQUALITY_DASHES = {"theil_t": (), "gini": (4.0, 1.4), "williamson": (1.2, 1.2)}


def map_legend(language: Language) -> tuple[LegendEntry, ...]:
    """Name the classes of the map from low to high."""
    texts = [language.say("legend.below", v=Number(BREAKS[0], 2))]
    texts += [
        language.say("legend.between", v0=Number(low, 2), v1=Number(high, 2))
        for low, high in pairwise(BREAKS)
    ]
    texts.append(language.say("legend.above", v=Number(BREAKS[-1], 2)))
    return tuple(LegendEntry(*pair) for pair in zip(RAMP, texts, strict=True))


def _ends(builder: FigureBuilder, measure: str, decimals: int) -> dict[str, RegionSlot | Number]:
    values = builder.brief.distributions[measure]
    top, bottom = max(values, key=lambda c: values[c]), min(values, key=lambda c: values[c])
    return {
        "max": RegionSlot(top),
        "vmax": Number(values[top], decimals),
        "min": RegionSlot(bottom),
        "vmin": Number(values[bottom], decimals),
    }


def output_map(builder: FigureBuilder, shapes: maps.Geometry) -> None:
    """Draw the map of GRP per capita, every region shaded by its ratio to the nation."""
    values = builder.brief.distributions.get("grp_per_capita", {})
    nation = builder.brief.fact("grp_per_capita").value
    if len(values) < 2 or nation is None:
        return
    labels = {
        code: MapLabel(
            (builder.short(code), wrapped(builder.short(code), MAP_LABEL_MM, LABEL_SIZE)),
            builder.polyglot.number(value / 1000, 1),
            sum(value / nation >= limit for limit in BREAKS),
        )
        for code, value in values.items()
        if code in shapes.rings
    }
    alternative = builder.say(
        "alt.map",
        n_regions=Count(len(values)),
        year=Year(builder.brief.year),
        **_ends(builder, "grp_per_capita", 1),
    )
    drawing = maps.choropleth(shapes, labels, size=(FULL_WIDTH, 96))
    nation_value = Number(nation / 1000, 1)
    builder.add(
        "map",
        "figure.map",
        Picture(drawing, alternative),
        year=Year(builder.brief.year),
        v=nation_value,
    )


def inequality(builder: FigureBuilder) -> None:
    """Draw the indices of inequality between regions over the years, the first year = 100."""
    series = builder.brief.inequality
    if any(len(by_year) < 2 for by_year in series.values()):
        return
    theil = series["theil_t"]
    first, last = min(theil), max(theil)
    alternative = builder.say(
        "alt.inequality",
        y0=Year(first),
        y1=Year(last),
        v0=Number(theil[first], 3),
        v1=Number(theil[last], 3),
    )
    drawn = [
        lines.SeriesLine(
            builder.say(f"line.{name}"),
            {year: value / by_year[first] * 100 for year, value in by_year.items()},
            "nation",
            INEQUALITY_DASHES[name] or (1, 0),
            builder.polyglot.number(by_year[last], 3),
            breaks=builder.breaks(name),
        )
        for name, by_year in series.items()
    ]
    drawing = lines.lines(
        drawn, builder.polyglot, size=(HALF_WIDTH, 60), from_zero=False, base=100
    )
    builder.add(
        "inequality",
        "figure.inequality",
        Picture(drawing, alternative),
        y0=Year(first),
        y1=Year(last),
    )
    builder.tell_breaks("inequality", "theil_t", theil)


def sigma(builder: FigureBuilder) -> None:
    """Draw the spread of log GRP per capita over the regions by year."""
    found = builder.brief.catching_up
    if found is None or len(found.sigma) < 2:
        return
    first, last = found.sigma[found.first], found.sigma[found.last]
    years = {"y0": Year(found.first), "y1": Year(found.last)}
    alternative = builder.say("alt.sigma", **years, v0=Number(first, 3), v1=Number(last, 3))
    line = lines.SeriesLine(
        builder.say("line.sigma"),
        found.sigma,
        "nation",
        (1, 0),
        builder.polyglot.number(last, 3),
        breaks=builder.breaks("population"),
    )
    drawing = lines.lines([line], builder.polyglot, size=(HALF_WIDTH, 64), from_zero=False)
    builder.add("sigma", "figure.sigma", Picture(drawing, alternative), **years)
    builder.tell_breaks("sigma", "population", found.sigma)


def convergence(builder: FigureBuilder) -> None:
    """Draw average growth of every unit on its level at the start, with the fitted line."""
    found = builder.brief.catching_up
    if found is None or found.beta.undefined is not None:
        return
    ends = {
        pick(values, key=lambda unit: values[unit])
        for values in (found.start, found.growth)
        for pick in (max, min)
    }
    points = [
        Point(
            builder.together(builder.brief.trajectories[unit].members, " + "),
            level,
            found.growth[unit],
            "end" if unit in ends else "other",
        )
        for unit, level in found.start.items()
    ]
    years = {"y0": Year(found.first), "y1": Year(found.last)}
    alternative = builder.say(
        "alt.convergence", **years, n_units=Count(found.beta.n), b=Number(found.beta.beta, 4)
    )
    fit = FittedSlope(found.fitted, found.beta.p_hc3 < LEVEL)
    axis = builder.say("axis.start", y0=Year(found.first))
    drawing = slope(points, fit, axis, builder.polyglot, size=(HALF_WIDTH, 64))
    builder.add("convergence", "figure.convergence", Picture(drawing, alternative), **years)


def waterfall(builder: FigureBuilder) -> None:
    """Draw the contributions of the regions to national growth as steps that add up to it."""
    values = builder.brief.distributions.get("contribution_pp", {})
    growth = builder.brief.fact("real_growth").value
    if growth is None or not values or len(values) < len(builder.brief.league):
        return
    alternative = builder.say(
        "alt.wfall",
        n_regions=Count(len(values)),
        year=Year(builder.brief.year),
        v=Number(growth, 1, "signed"),
        **_ends(builder, "contribution_pp", 2),
    )
    rows = ordered(builder, "contribution_pp", 2, nation=False)
    total = bars.Bar(
        builder.short(NATION), growth, builder.polyglot.number(growth, 1, signed=True), "nation"
    )
    drawing = bars.waterfall(rows, total, size=(HALF_WIDTH, 96))
    builder.add(
        "waterfall",
        "figure.contributions",
        Picture(drawing, alternative),
        year=Year(builder.brief.year),
    )


def growth_ranking(builder: FigureBuilder) -> None:
    """Draw all regions and the nation as bars, from the highest growth down."""
    values = builder.brief.distributions.get("real_growth", {})
    if len(values) < 2:
        return
    alternative = builder.say(
        "alt.growth_ranking",
        n_regions=Count(len(values)),
        year=Year(builder.brief.year),
        **_ends(builder, "real_growth", 1),
    )
    rows = ordered(builder, "real_growth", 1, nation=True)
    drawing = bars.ranking(rows, size=(HALF_WIDTH, 96))
    builder.add(
        "growth_ranking",
        "figure.growth_ranking",
        Picture(drawing, alternative),
        year=Year(builder.brief.year),
    )


def variety_ranking(builder: FigureBuilder) -> None:
    """Draw all regions as dots, from the highest diversification down."""
    values = builder.brief.distributions.get("entropy_nat", {})
    nation = builder.brief.fact("entropy_nat").value
    if len(values) < 2 or nation is None:
        return
    alternative = builder.say(
        "alt.variety_ranking",
        n_regions=Count(len(values)),
        year=Year(builder.brief.year),
        **_ends(builder, "entropy_nat", 2),
    )
    rows = [
        dots.Dot(bar.name, bar.value, bar.printed)
        for bar in ordered(builder, "entropy_nat", 2, nation=False)
    ]
    whole = dots.Dot(builder.short(NATION), nation, builder.polyglot.number(nation, 2))
    drawing = dots.dot_ranking(rows, whole, builder.polyglot, size=(HALF_WIDTH, 90))
    builder.add(
        "variety_ranking",
        "figure.variety",
        Picture(drawing, alternative),
        year=Year(builder.brief.year),
    )
