"""Small marks inside tables: the strip of all regions, the sparkline, the row of dots."""

from collections.abc import Mapping, Sequence

from generator.presentation.charts.drawing import (
    POINTS_PER_MM,
    Drawing,
    Shape,
    circle,
    polyline,
    rectangle,
)
from generator.presentation.charts.style import GREY, LIGHT, NATION, OTHER_DOT, REGION

MM = POINTS_PER_MM


def strip(
    values: Mapping[str, float],
    subject: str,
    nation: float | None,
    *,
    size: tuple[float, float] = (46, 5.6),
) -> Drawing:
    """Draw a dot strip: every region a grey dot, the subject filled, on top the nation as a tick.

    Parameters
    ----------
    values
        Value of each region; may be empty, then only the base line is drawn.
    subject
        Region to be filled; none when it is not among the values.
    nation
        Value of the nation, if it has one on this scale.
    size
        Width and height in millimetres.
    """
    width, height = size
    everything = [*values.values(), *([] if nation is None else [nation])]
    low, high = min(everything, default=0.0), max(everything, default=1.0)
    pad, middle = 1.6, height / 2

    def across(value: float) -> float:
        part = 0.5 if high == low else (value - low) / (high - low)
        return pad + part * (width - 2 * pad)

    base = polyline((pad * MM, middle * MM), ((width - pad) * MM, middle * MM))
    others = (value for region, value in values.items() if region != subject)
    dots = " ".join(circle(across(value) * MM, middle * MM, 0.72 * MM) for value in others)
    shapes = [Shape(base, stroke=LIGHT, width=0.2 * MM), Shape(dots, OTHER_DOT)]
    if subject in values:
        own = circle(across(values[subject]) * MM, middle * MM, 1.35 * MM)
        shapes.append(Shape(own, REGION, "#FFFFFF", 0.35 * MM))
    if nation is not None:
        tick = rectangle((across(nation) - 0.28) * MM, (middle - 2.1) * MM, 0.56 * MM, 4.2 * MM)
        shapes.append(Shape(tick, NATION, "#FFFFFF", 0.2 * MM))
    return Drawing(width * MM, height * MM, tuple(each for each in shapes if each.outline))


def sparkline(
    region: Mapping[int, float],
    nation: Mapping[int, float],
    years: tuple[int, int],
    *,
    size: tuple[float, float] = (20, 5.6),
) -> Drawing:
    """Draw a line of the region with an end dot over a thin line of the nation, on one scale.

    ``years`` are the first and the last that fit in, the same for all lines of a table: a short
    series begins where its region begins.
    """
    width, height = size
    first, last = years
    shared = {year: nation[year] for year in region if year in nation}
    values = [*region.values(), *shared.values()]
    low, high = min(values), max(values)

    def points(series: Mapping[int, float]) -> list[tuple[float, float]]:
        return [
            (
                (0.6 + (year - first) / (last - first) * (width - 2.2)) * MM,
                (height - 0.9 - (value - low) / ((high - low) or 1) * (height - 1.8)) * MM,
            )
            for year, value in series.items()
        ]

    shapes = []
    for run in unbroken(sorted(shared)):
        if len(run) > 1:
            thin = polyline(*points({year: shared[year] for year in run}))
            dashes = (0.9 * MM, 0.4 * MM)
            shapes.append(Shape(thin, stroke=NATION, width=0.22 * MM, dashes=dashes))
    for run in unbroken(sorted(region)):
        own = points({year: region[year] for year in run})
        if len(run) > 1:
            shapes.append(Shape(polyline(*own), stroke=REGION, width=0.38 * MM, round_ends=True))
        else:
            shapes.append(Shape(circle(*own[0], 0.3 * MM), REGION))
    shapes.append(Shape(circle(*own[-1], 0.75 * MM), REGION))
    return Drawing(width * MM, height * MM, tuple(shapes))


def unbroken(years: Sequence[int]) -> list[list[int]]:
    """Part ascending years where one is missing: a line must not run through it.

    Examples
    --------
    >>> unbroken([2014, 2016, 2017])
    [[2014], [2016, 2017]]
    """
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs


def row_of_dots(regions: tuple[str, ...], subject: str, *, size: tuple[float, float]) -> Drawing:
    """Draw the brief's mark: one dot per region, the subject's filled."""
    width, height = size
    step = (width - 1.4) / max(len(regions) - 1, 1)
    shapes = tuple(
        Shape(
            circle(
                (0.7 + at * step) * MM,
                height / 2 * MM,
                (0.62 if region == subject else 0.36) * MM,
            ),
            _dot(region, subject, regions),
        )
        for at, region in enumerate(regions)
    )
    return Drawing(width * MM, height * MM, shapes)


def _dot(region: str, subject: str, regions: tuple[str, ...]) -> str:
    if subject not in regions:
        return NATION
    return REGION if region == subject else GREY
