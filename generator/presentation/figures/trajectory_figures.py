"""Charts on shocks: output since a base year, growth on variety, investment, unemployment."""

from dataclasses import dataclass

from generator.classifications.regions import NATION
from generator.classifications.shock_windows import SHOCK
from generator.findings.claims import Count, Listing, Number, RegionSlot, Year
from generator.findings.measuring.associations.shock_variety import newest_shocks
from generator.findings.measuring.trajectories import Trajectory
from generator.presentation.charts import lines, real_output
from generator.presentation.charts.scatter import Point, growth_on
from generator.presentation.charts.style import FULL_WIDTH, HALF_WIDTH, NORMAL, wrapped
from generator.presentation.figures.builder import FigureBuilder, annotation, turning
from generator.presentation.figures.figure_set import Picture
from generator.presentation.localisation.words import Words

OTHERS_MM = 22.0
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
    others = wrapped(builder.say("key.other_units"), OTHERS_MM, NORMAL) if behind else ""
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


@dataclass(frozen=True, slots=True)
class Scale:
    """How values are printed, in a style of :class:`Number`, and what the axis spans at least.

    ``least`` is ``None`` for an axis from zero.
    """

    style: str = "plain"
    least: float | None = None


def two_lines(
    builder: FigureBuilder, name: str, measure: str, scale: Scale, *, size: tuple[float, float]
) -> None:
    """Draw a measure of the region over its years, and of the nation since the first of them."""
    region, whole = (
        builder.history(measure, builder.brief.subject),
        builder.history(measure, NATION),
    )
    first, last = min(region, default=0), max(region, default=0)
    nation = {year: value for year, value in whole.items() if year >= first}
    if len(region) < 2 or len(nation) < 2:
        return
    look = Number(0, 1, scale.style)
    alternative = builder.say(
        f"alt.{name}",
        region=RegionSlot(builder.brief.subject),
        y0=Year(first),
        y1=Year(last),
        v0=Number(region[first], 1, scale.style),
        v1=Number(region[last], 1, scale.style),
        u1=Number(nation[max(nation)], 1, scale.style),
    )
    drawn = [
        lines.SeriesLine(
            builder.short(code),
            series,
            role,
            printed=builder.polyglot.quantity(Number(series[max(series)], 1, scale.style)),
            odd=builder.odd_years(measure, code),
            breaks=builder.breaks(measure) if role == "region" else (),
            note=annotation(builder, measure, look) if role == "region" else None,
        )
        for code, series, role in (
            (builder.brief.subject, region, "region"),
            (NATION, nation, "nation"),
        )
    ]
    alternative += turning(builder, measure, look)
    drawing = lines.lines(drawn, builder.polyglot, size=size, least=scale.least)
    years = {"y0": Year(first), "y1": Year(last)}
    builder.add(name, f"figure.{name}", Picture(drawing, alternative), **years)
    odd = {year for line in drawn for year in line.odd if year in line.series}
    builder.explain(name, measure, region, odd)


def investment(builder: FigureBuilder) -> None:
    """Draw fixed capital investment as a share of GRP, from zero."""
    two_lines(builder, "investment", "investment_to_grp", Scale("percent"), size=(HALF_WIDTH, 38))


def unemployment(builder: FigureBuilder) -> None:
    """Draw the unemployment rate, next to the nation's."""
    close_up = Scale("percent", least=2.4)
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
