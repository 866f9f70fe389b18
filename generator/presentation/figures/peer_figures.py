"""Regions side by side in output per head and variety, with the subject and its twins marked."""

from collections.abc import Mapping

from generator.classifications.regions import NATION
from generator.findings.claims import Count, Number, RegionSlot, Slot, Year
from generator.presentation.charts import scatter
from generator.presentation.figures.builder import HALF, FigureBuilder, Picture

LEVEL, VARIETY = "grp_per_capita", "entropy_nat"

Values = Mapping[str, float]


def typology(builder: FigureBuilder, height: float) -> None:
    """Draw every region by GRP per capita and diversification, the nation's values as a cross."""
    levels, variety = (builder.brief.distributions.get(name, {}) for name in (LEVEL, VARIETY))
    level, national_variety = _nation(builder, LEVEL), _nation(builder, VARIETY)
    codes = [code for code in levels if code in variety and levels[code] > 0]
    if len(codes) < 2 or level is None or national_variety is None:
        return
    roles = _roles(builder, codes, (levels, variety))
    points = [
        scatter.Point(builder.short(code), variety[code], levels[code] / 1000, roles[code])
        for code in codes
    ]
    words = scatter.ScatterWords(
        builder.short(NATION), national_variety, level / 1000, builder.say("axis.variety")
    )
    alternative = builder.say(
        "alt.typology",
        n_regions=Count(len(codes)),
        year=Year(builder.brief.year),
        v0=Number(national_variety, 2),
        v1=Number(level, 1),
    )
    if builder.brief.subject in codes:
        own: dict[str, Slot] = {
            "region": RegionSlot(builder.brief.subject),
            "v": Number(variety[builder.brief.subject], 2),
            "u": Number(levels[builder.brief.subject], 1),
        }
        alternative += " " + builder.say("alt.typology_own", **own)
    drawing = scatter.scatter(points, words, builder.polyglot, size=(HALF, height))
    picture = Picture(drawing, alternative)
    builder.add("typology", "figure.typology", picture, year=Year(builder.brief.year))


def _nation(builder: FigureBuilder, measure: str) -> float | None:
    fact = builder.brief.fact(measure)
    return fact.value if builder.brief.national else fact.national


def _roles(
    builder: FigureBuilder, codes: list[str], scales: tuple[Values, Values]
) -> dict[str, str]:
    """Role of each region in the drawing: the subject before a twin before an extreme."""
    roles = dict.fromkeys(codes, "other")
    for of in scales:
        for pick in (max, min):
            roles[pick(codes, key=lambda code: of[code])] = "end"
    roles.update(
        (peer.region, "twin") for peer in builder.brief.structural_peers if peer.region in roles
    )
    if builder.brief.subject in roles:
        roles[builder.brief.subject] = "region"
    return roles
