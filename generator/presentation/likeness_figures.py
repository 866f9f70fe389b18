"""Regions side by side in output per head and variety, with the subject and its twins marked."""

from generator.classifications.regions import NATION
from generator.findings.claims import Count, Number, Region, Slot, Year
from generator.presentation.charts import scatter
from generator.presentation.draughtsman import HALF, Draughtsman

LEVEL, VARIETY = "grp_per_capita", "entropy_nat"


def typology(pen: Draughtsman, height: float) -> None:
    """Draw every region by GRP per capita and diversification, the nation's values as a cross."""
    levels, variety = (pen.brief.distributions.get(name, {}) for name in (LEVEL, VARIETY))
    nation = [pen.brief.fact(name).national for name in (LEVEL, VARIETY)]
    if pen.brief.national:
        nation = [pen.brief.fact(name).value for name in (LEVEL, VARIETY)]
    codes = [code for code in levels if code in variety and levels[code] > 0]
    if len(codes) < 2 or nation[0] is None or nation[1] is None:
        return
    ends = {pick(codes, key=lambda c: of[c]) for of in (levels, variety) for pick in (max, min)}
    twins = {twin.region for twin in pen.brief.twins}
    points = [
        scatter.Point(
            pen.short(code), variety[code], levels[code] / 1000, _role(pen, code, twins, ends)
        )
        for code in codes
    ]
    words = scatter.ScatterWords(
        pen.short(NATION), nation[1], nation[0] / 1000, pen.say("axis.variety")
    )
    language, alternative, _ = pen.look("typology", **_described(pen, len(codes), nation))
    if not pen.brief.national:
        own: dict[str, Slot] = {
            "region": Region(pen.brief.subject),
            "v": Number(variety.get(pen.brief.subject, 0.0), 2),
            "u": Number(levels.get(pen.brief.subject, 0.0), 1),
        }
        if pen.brief.subject in codes:
            alternative = f"{alternative} {pen.say('alt.typology_own', **own)}"
    look = (language, alternative, "typology")
    drawing = scatter.scatter(points, words, look, size=(HALF, height))
    pen.add("typology", "figure.typology", drawing, year=Year(pen.brief.year))


def _described(pen: Draughtsman, regions: int, nation: list[float | None]) -> dict[str, Slot]:
    return {
        "n_regions": Count(regions),
        "year": Year(pen.brief.year),
        "v0": Number(nation[1] or 0.0, 2),
        "v1": Number(nation[0] or 0.0, 1),
    }


def _role(pen: Draughtsman, code: str, twins: set[str], ends: set[str]) -> str:
    if code == pen.brief.subject:
        return "region"
    return "twin" if code in twins else "end" if code in ends else "other"
