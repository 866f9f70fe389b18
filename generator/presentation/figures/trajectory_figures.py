"""Charts on shocks: output since a base year, growth on variety, investment, unemployment."""

from generator.classifications.regions import NATION
from generator.classifications.shock_windows import SHOCK
from generator.findings.claims import Count, Listing, Number, RegionSlot, Year
from generator.findings.measuring.associations.shock_variety import newest_shocks
from generator.findings.measuring.trajectories import Trajectory
from generator.presentation.charts import real_output
from generator.presentation.charts.scatter import Point, growth_on
from generator.presentation.charts.style import FULL_WIDTH, HALF_WIDTH, wrapped
from generator.presentation.figures.builder import FigureBuilder, Scale, two_lines
from generator.presentation.figures.figure_set import Picture
from generator.presentation.localisation.words import Words

OTHERS_MM = 20.0
"""Words on the thin lines wider than this stand in two lines."""


def resilience(builder: FigureBuilder) -> None:
    """Draw real output of the region's unit and the nation, the other units thin behind them."""
    trajectory = builder.brief.trajectory
    if trajectory is None or len(trajectory.volume) < 3:
        return
    first, last = min(trajectory.volume), max(trajectory.volume)
    items = Listing(tuple(RegionSlot(code) for code in trajectory.members))
    alternative = builder.say(
        "alt.resilience",
        items=items,
        y0=Year(first),
        y1=Year(last),
        v=Number(trajectory.volume[last], 1),
        u=Number(trajectory.national[last], 1),
    )
    name = _named(builder, trajectory, trajectory.volume[last])
    own = real_output.End(trajectory.volume, name, builder.breaks("real_growth"))
    level = builder.polyglot.number(trajectory.national[last], 1)
    whole = real_output.End(trajectory.national, builder.short(NATION) + " " + level)
    behind = [
        {
            year: level / each.volume[first] * 100
            for year, level in each.volume.items()
            if year >= first
        }
        for each in builder.brief.trajectories.values()
        if each.unit != trajectory.unit and first in each.volume
    ]
    others = wrapped(builder.say("key.other_units"), OTHERS_MM, 7) if behind else ""
    shades = _shades(trajectory)
    drawing = real_output.resilience(
        (own, whole), (behind, others), shades, builder.polyglot, size=(FULL_WIDTH, 56)
    )
    words = "resilience" if shades else "resilience_plain"
    picture = Picture(drawing, alternative)
    builder.add("resilience", "figure.resilience", picture, words, year=Year(first))
    builder.tell_breaks("resilience", "real_growth", trajectory.volume)


def _named(builder: FigureBuilder, trajectory: Trajectory, level: float) -> Words:
    """Name of the unit at the end of its line: the short names of its regions."""
    return builder.together(trajectory.members, ", ") + " " + builder.polyglot.number(level, 1)


def _shades(trajectory: Trajectory) -> list[real_output.Shade]:
    shown = (each for each in trajectory.declared if each.kind == SHOCK)
    return [
        real_output.Shade(
            each.first + 1,
            each.last,
            str(each.last) if each.last - each.first == 1 else f"{each.first + 1}–{each.last}",
        )
        for each in shown
        if trajectory.base <= each.first
    ]


def investment(builder: FigureBuilder) -> None:
    """Draw fixed capital investment as a share of GRP, from zero."""
    two_lines(builder, "investment", "investment_to_grp", Scale("percent"), size=(HALF_WIDTH, 38))


def unemployment(builder: FigureBuilder) -> None:
    """Draw the unemployment rate, next to the nation's."""
    close_up = Scale("percent", from_zero=False)
    two_lines(builder, "unemployment", "unemployment_rate", close_up, size=(HALF_WIDTH, 38))


def shock_variety(builder: FigureBuilder, height: float) -> None:
    """Draw growth of every unit in the newest declared shocks on its variety before each."""
    estimated = builder.brief.association
    for place, found in enumerate(newest_shocks(estimated.shocks), 1):
        own = estimated.unit_of(builder.brief.subject)
        ends = {
            pick(values, key=lambda unit: values[unit])
            for values in (found.variety, found.growth)
            for pick in (max, min)
        }
        points = [
            Point(
                builder.together(estimated.units[unit], " + "),
                level,
                found.growth[unit],
                "region" if unit == own else "end" if unit in ends else "other",
            )
            for unit, level in found.variety.items()
        ]
        years = {"y0": Year(found.window.first), "y1": Year(found.window.last)}
        axis = builder.say("axis.variety_before", y0=years["y0"])
        drawing = growth_on(points, axis, builder.polyglot, size=(HALF_WIDTH, height))
        rho, units = Number(found.ranks.value, 2), Count(found.ranks.n)
        alternative = builder.say("alt.shock_variety", **years, v=rho, n_units=units)
        name = f"shock_variety_{place}"
        picture = Picture(drawing, alternative)
        builder.add(name, f"figure.{name}", picture, "shock_variety", **years)
