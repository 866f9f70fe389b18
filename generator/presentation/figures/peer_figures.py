"""Regions side by side in output per head and variety, with the subject and its twins marked."""

from collections.abc import Mapping

from generator.classifications.regions import NATION
from generator.findings.claims import Count, Number, Region, Slot, Year
from generator.presentation.charts import scatter
from generator.presentation.figures.builder import HALF, Draughtsman, Picture

LEVEL, VARIETY = "grp_per_capita", "entropy_nat"

Values = Mapping[str, float]


def typology(pen: Draughtsman, height: float) -> None:
    """Draw every region by GRP per capita and diversification, the nation's values as a cross."""
    levels, variety = (pen.brief.distributions.get(name, {}) for name in (LEVEL, VARIETY))
    level, national_variety = _nation(pen, LEVEL), _nation(pen, VARIETY)
    codes = [code for code in levels if code in variety and levels[code] > 0]
    if len(codes) < 2 or level is None or national_variety is None:
        return
    roles = _roles(pen, codes, (levels, variety))
    points = [
        scatter.Point(pen.short(code), variety[code], levels[code] / 1000, roles[code])
        for code in codes
    ]
    words = scatter.ScatterWords(
        pen.short(NATION), national_variety, level / 1000, pen.say("axis.variety")
    )
    alternative = pen.say(
        "alt.typology",
        n_regions=Count(len(codes)),
        year=Year(pen.brief.year),
        v0=Number(national_variety, 2),
        v1=Number(level, 1),
    )
    if pen.brief.subject in codes:
        own: dict[str, Slot] = {
            "region": Region(pen.brief.subject),
            "v": Number(variety[pen.brief.subject], 2),
            "u": Number(levels[pen.brief.subject], 1),
        }
        alternative += " " + pen.say("alt.typology_own", **own)
    drawing = scatter.scatter(points, words, pen.polyglot, size=(HALF, height))
    picture = Picture(drawing, alternative)
    pen.add("typology", "figure.typology", picture, year=Year(pen.brief.year))


def _nation(pen: Draughtsman, measure: str) -> float | None:
    fact = pen.brief.fact(measure)
    return fact.value if pen.brief.national else fact.national


def _roles(pen: Draughtsman, codes: list[str], scales: tuple[Values, Values]) -> dict[str, str]:
    """Role of each region in the drawing: the subject before a twin before an extreme."""
    roles = dict.fromkeys(codes, "other")
    for of in scales:
        for pick in (max, min):
            roles[pick(codes, key=lambda code: of[code])] = "end"
    roles.update((twin.region, "twin") for twin in pen.brief.twins if twin.region in roles)
    if pen.brief.subject in roles:
        roles[pen.brief.subject] = "region"
    return roles
