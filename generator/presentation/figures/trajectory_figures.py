"""Charts of the page on shocks: real output since a base year, investment, unemployment."""

from generator.classifications.regions import NATION
from generator.findings.claims import Listing, Number, Region, Year
from generator.findings.measuring.trajectories import WINDOWS, Course
from generator.presentation.charts import real_output
from generator.presentation.charts.style import wrapped
from generator.presentation.figures.builder import (
    FULL,
    HALF,
    Draughtsman,
    Picture,
    Scale,
    two_lines,
)
from generator.presentation.localisation.multilingual import Words

HEIGHTS = {0: 80.0, 1: 74.0, 2: 62.0}
"""Height of the chart of output by the number of options below it, millimetres; 56 for more."""

OTHERS_MM = 20.0
"""Words on the thin lines wider than this stand in two lines."""


def resilience(pen: Draughtsman) -> None:
    """Draw real output of the region's unit and the nation, the other units thin behind them."""
    course = pen.brief.course
    if course is None or len(course.volume) < 3:
        return
    first, last = min(course.volume), max(course.volume)
    items = Listing(tuple(Region(code) for code in course.members))
    alternative = pen.say(
        "alt.resilience",
        items=items,
        y0=Year(first),
        y1=Year(last),
        v=Number(course.volume[last], 1),
        u=Number(course.national[last], 1),
    )
    own = real_output.End(course.volume, _named(pen, course, course.volume[last]))
    level = pen.polyglot.number(course.national[last], 1)
    whole = real_output.End(course.national, pen.short(NATION) + " " + level)
    behind = [
        {
            year: level / each.volume[first] * 100
            for year, level in each.volume.items()
            if year >= first
        }
        for each in pen.brief.courses.values()
        if each.unit != course.unit and first in each.volume
    ]
    others = wrapped(pen.say("key.other_units"), OTHERS_MM, 7) if behind else ""
    shades = _shades(first, last)
    size = (FULL, HEIGHTS.get(len(pen.brief.claims.get("options", ())), 56.0))
    drawing = real_output.resilience(
        (own, whole), (behind, others), shades, pen.polyglot, size=size
    )
    words = "resilience" if shades else "resilience_plain"
    picture = Picture(drawing, alternative)
    pen.add("resilience", "figure.resilience", picture, words, year=Year(first))


def _named(pen: Draughtsman, course: Course, level: float) -> Words:
    """Name of the unit at the end of its line: the short names of its regions."""
    return pen.together(course.members, ", ") + " " + pen.polyglot.number(level, 1)


def _shades(first: int, last: int) -> list[real_output.Shade]:
    shown = (each for each in WINDOWS if each.kind == "shock")
    return [
        real_output.Shade(
            each.first + 1,
            each.last,
            str(each.last) if each.last - each.first == 1 else f"{each.first + 1}–{each.last}",
        )
        for each in shown
        if first <= each.first and each.last <= last
    ]


def investment(pen: Draughtsman) -> None:
    """Draw fixed capital investment as a share of GRP, from zero."""
    two_lines(pen, "investment", "investment_to_grp", Scale("percent"), size=(HALF, 38))


def unemployment(pen: Draughtsman) -> None:
    """Draw the unemployment rate, next to the nation's."""
    close_up = Scale("percent", from_zero=False)
    two_lines(pen, "unemployment", "unemployment_rate", close_up, size=(HALF, 38))
