"""Small marks inside tables: the strip of all regions, the sparkline, the row of dots."""

from collections.abc import Mapping

from markupsafe import Markup

from generator.presentation.charts.style import (
    GREY,
    LIGHT,
    NATION,
    OTHER_DOT,
    REGION,
    drawing,
)


def strip(
    values: Mapping[str, float],
    subject: str,
    nation: float | None,
    alternative: str,
    *,
    size: tuple[float, float] = (46, 5.6),
) -> Markup:
    """Dot strip: every region a grey dot, the subject filled, the nation a tall tick.

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

    shapes = [
        f'<line x1="{pad}" x2="{width - pad}" y1="{middle}" y2="{middle}" '
        f'stroke="{LIGHT}" stroke-width=".2"/>'
    ]
    shapes += [
        f'<circle cx="{across(value):.2f}" cy="{middle}" r=".72" fill="{OTHER_DOT}"/>'
        for region, value in values.items()
        if region != subject
    ]
    if nation is not None:
        shapes.append(
            f'<rect x="{across(nation) - 0.28:.2f}" y="{middle - 1.9:.2f}" width=".56" '
            f'height="3.8" fill="{NATION}"/>'
        )
    if subject in values:
        shapes.append(
            f'<circle cx="{across(values[subject]):.2f}" cy="{middle}" r="1.35" '
            f'fill="{REGION}" stroke="white" stroke-width=".35"/>'
        )
    return drawing(width, height, alternative, shapes)


def sparkline(
    region: Mapping[int, float],
    nation: Mapping[int, float],
    alternative: str,
    *,
    colour: str = REGION,
    size: tuple[float, float] = (20, 5.6),
) -> Markup:
    """Line of the region with an end dot over a thin line of the nation, on one scale."""
    width, height = size
    shared = {year: nation[year] for year in region if year in nation}
    values = [*region.values(), *shared.values()]
    low, high = min(values), max(values)
    first, last = min(region), max(region)

    def points(series: Mapping[int, float]) -> str:
        return " ".join(
            f"{0.6 + (year - first) / (last - first) * (width - 2.2):.2f},"
            f"{height - 0.9 - (value - low) / ((high - low) or 1) * (height - 1.8):.2f}"
            for year, value in series.items()
        )

    end_x, end_y = points(region).split(" ")[-1].split(",")
    shapes = []
    if len(shared) > 1:
        shapes.append(
            f'<polyline points="{points(shared)}" fill="none" stroke="{NATION}" '
            'stroke-width=".22" stroke-dasharray=".9 .4"/>'
        )
    shapes.append(
        f'<polyline points="{points(region)}" fill="none" stroke="{colour}" stroke-width=".38" '
        'stroke-linejoin="round"/>'
    )
    shapes.append(f'<circle cx="{end_x}" cy="{end_y}" r=".75" fill="{colour}"/>')
    return drawing(width, height, alternative, shapes)


def row_of_dots(
    regions: tuple[str, ...], subject: str, alternative: str, *, size: tuple[float, float]
) -> Markup:
    """Draw the mark of the house: one dot per region, the subject's filled."""
    width, height = size
    step = (width - 1.4) / max(len(regions) - 1, 1)
    shapes = [
        f'<circle cx="{0.7 + at * step:.2f}" cy="{height / 2}" '
        f'r="{0.62 if region == subject else 0.36}" fill="{_dot(region, subject, regions)}"/>'
        for at, region in enumerate(regions)
    ]
    return drawing(width, height, alternative, shapes)


def _dot(region: str, subject: str, regions: tuple[str, ...]) -> str:
    if subject not in regions:
        return NATION
    return REGION if region == subject else GREY
