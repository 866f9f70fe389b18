"""Check the laid-out pages: page numbers, empty pages, text out of place, lonely headings.

Everything is measured in millimetres on the pages that were printed, charts included.
"""

import re
from collections.abc import Iterator, Sequence

from generator.errors import Location, Problem
from generator.printing.page_geometry import PageGeometry, TextRun

LEAST_FILLED = 1 / 3
"""Part of its height that a page must use, if what follows would fit on it."""

BETWEEN = 12.0
"""Millimetres kept free between two sections on one page; the style sheet takes 9."""

STICKING_OUT = 1.0
"""Millimetres that letters may reach beyond their box into white space."""

TOUCHING = 0.25
"""Millimetres that two texts must share in both directions to count as printed over each other."""


def check_layout(sheets: Sequence[PageGeometry], name: str) -> Iterator[Problem]:
    """List the faults of the layout.

    Parameters
    ----------
    sheets
        The pages in order; of those that are not measured nothing can be said.
    name
        Name of the brief, for messages.
    """
    for number, sheet in enumerate(sheets, 1):
        if not sheet.measured:
            continue
        place = Location(name, number)
        if not re.search(rf"(?<!\d){number}\s*/\s*{len(sheets)}(?!\d)", sheet.margin_text):
            yield Problem("problem.page_number", place, {"expected": f"{number}/{len(sheets)}"})
        # A page on which no section begins is the rest of one that was too long for its page.
        planned = number == 1 or sheet.anchors - sheets[number - 2].anchors
        if planned and number < len(sheets) and room_for_more(sheet, sheets[number]):
            yield Problem("problem.empty_page", place, {"found": f"{filled(sheet):.0%}"})
        yield from _sticking_out(sheet, place)
        yield from _printed_over(sheet, place)
        yield from _left_alone(sheet, place)


def filled(sheet: PageGeometry) -> float:
    """Part of the height inside the margins down to the lowest thing on the page."""
    return _used(sheet) / (sheet.area.bottom - sheet.area.top)


def room_for_more(sheet: PageGeometry, following: PageGeometry) -> bool:
    """Whether a page is nearly empty although what stands on the next one would fit on it."""
    space = sheet.area.bottom - sheet.area.top
    used = _used(sheet)
    return used < LEAST_FILLED * space and used + 2 * BETWEEN + _used(following) <= space


def _used(sheet: PageGeometry) -> float:
    """Height from the upper margin to the lowest thing on the page, in millimetres."""
    everything = [run.area for run in sheet.runs] + list(sheet.drawings)
    return max((area.bottom for area in everything), default=sheet.area.top) - sheet.area.top


def _sticking_out(sheet: PageGeometry, place: Location) -> Iterator[Problem]:
    """Find text that leaves its box by more than it may."""
    for run in sheet.runs:
        beyond = run.area.beyond(run.room)
        if beyond > STICKING_OUT:
            slots = {"found": run.text.strip(), "beyond": f"{beyond:.1f}"}
            yield Problem("problem.text_outside", place, slots)


def _printed_over(sheet: PageGeometry, place: Location) -> Iterator[Problem]:
    """Find texts that stand on each other, in a chart or outside."""
    runs = sorted(sheet.runs, key=lambda run: run.area.top)
    for at, upper in enumerate(runs):
        for lower in runs[at + 1 :]:
            if lower.area.top > upper.area.bottom:
                break
            if min(upper.area.overlap(lower.area)) > TOUCHING:
                slots = {"found": upper.text.strip(), "other": lower.text.strip()}
                yield Problem("problem.text_over_text", place, slots)


def _left_alone(sheet: PageGeometry, place: Location) -> Iterator[Problem]:
    """Find headings with nothing below them on their page."""
    bodies = [run.area for run in sheet.runs if not run.level] + list(sheet.drawings)
    for run in filter(_in_heading, sheet.runs):
        below = (
            area.top > run.area.top and area.left < run.area.right and area.right > run.area.left
            for area in bodies
        )
        if not any(below):
            yield Problem("problem.heading_alone", place, {"found": run.text.strip()})


def _in_heading(run: TextRun) -> bool:
    return run.level > 0
