"""Charts of the page on groups of regions: their map, and output per head beside conditions."""

from generator.economics.indices.typology import Structure
from generator.findings.claims import Count, Interval, Listing, Number, RegionSlot, TextSlot, Year
from generator.findings.measures import DIVERSIFICATION
from generator.presentation.charts import intervals, maps
from generator.presentation.charts.map_labels import LABEL_SIZE, MapLabel
from generator.presentation.charts.style import FULL_WIDTH, HALF_WIDTH, RAMP, wrapped
from generator.presentation.figures.builder import FigureBuilder
from generator.presentation.figures.figure_set import LegendEntry, Picture
from generator.presentation.localisation.language import Language
from generator.presentation.tables.indicator_table import capitalised

SHADES = dict(zip(Structure, (0, 1, 2), strict=True))
"""Classes of the ramp by third: apart in grey, and light enough for dark names on all of them."""


NAME_MM = 11.0
"""Names on the map wider than this may stand in two lines."""


def group_legend(language: Language) -> tuple[LegendEntry, ...]:
    """Name the thirds from the closest to the nation's structure to the furthest."""
    return tuple(
        LegendEntry(RAMP[shade], capitalised(language.say(f"group.{third}")))
        for third, shade in SHADES.items()
    )


def group_map(builder: FigureBuilder, shapes: maps.Geometry) -> None:
    """Draw the map of the thirds, every region with its index of diversification."""
    varieties = builder.brief.distributions.get(DIVERSIFICATION, {})
    shades = {
        each.code: SHADES[third]
        for third in Structure
        for claim in builder.brief.claims.get("groups", ())
        if claim.slots["group"] == TextSlot(f"group.{third}")
        if isinstance(listing := claim.slots.get("items"), Listing)
        for each in listing.items
        if isinstance(each, RegionSlot)
    }
    labels = {
        code: MapLabel(
            (builder.short(code), wrapped(builder.short(code), NAME_MM, LABEL_SIZE)),
            builder.polyglot.number(varieties[code], 2),
            shade,
        )
        for code, shade in shades.items()
        if code in shapes.rings
    }
    if not labels:
        return
    year, n_regions = Year(builder.brief.year), Count(len(labels))
    alternative = builder.say("alt.group_map", n_regions=n_regions, year=year)
    drawing = maps.choropleth(shapes, labels, size=(FULL_WIDTH, 86))
    builder.add("group_map", "figure.groups", Picture(drawing, alternative), year=year)


def living(builder: FigureBuilder) -> None:
    """Draw the rank correlations of output per head with living conditions, with intervals."""
    rows = []
    for claim in builder.brief.claims.get("living", ()):
        value, interval = claim.slots.get("v"), claim.slots.get("ci")
        if isinstance(value, Number) and isinstance(interval, Interval):
            named = {each: claim.slots[each] for each in ("indicator", "year")}
            name = builder.say("line.condition", **named).each(capitalised)
            rows.append(intervals.Estimate(name, value.value, interval.low, interval.high, 2))
    if not rows:
        return
    alternative = builder.say("alt.living", n_all=Count(len(rows)))
    axis = builder.say("axis.living")
    size = (HALF_WIDTH, 13 + 9.0 * len(rows))
    drawing = intervals.coefficients(rows, axis, builder.polyglot, size=size)
    builder.add("living", "figure.living", Picture(drawing, alternative))
