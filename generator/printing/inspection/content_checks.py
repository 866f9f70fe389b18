"""Check what the pages of a finished file draw against its structure tree, fonts and colours.

The rules are those of ISO 14289-1, 7.1 and 7.21, and ISO 19005-3, 6.2.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.errors import Location, Problem
from generator.printing.inspection.page_content import PageContent, glyphs
from generator.printing.pdf_reader import Finished, ReadPage
from generator.printing.pdf_reading.font_reader import FontTables
from generator.printing.pdf_reading.structure_reader import AnnotationPlace, MarkPlace, Number

MOST_NO_BREAK = 0.02
"""Share of the spaces of a page that may be copied as no-break ones."""

WIDTH_DIFFERENCE = 1.5
"""Thousandths by which a width in the file may differ from the font's: both are rounded."""

NAMES_OF_COLOURS = {"DeviceRGB": 3, "DeviceGray": 0}
"""Colours of the device that may be used, by the colours that the output intent must then have."""

NO_BREAK = ("\u00a0", "\u202f")

Counts = Mapping[str, Counter[int]]
"""How often a page shows each glyph, by the names of its fonts."""


def check_content(
    finished: Finished, contents: Sequence[PageContent], place: Location
) -> Iterator[Problem]:
    """List the faults of what the pages draw.

    Parameters
    ----------
    finished
        The file.
    contents
        What each of its pages draws.
    place
        Its name, for messages.
    """
    holders = _holders(finished)
    counted = [content.count() for content in contents]
    for number, (page, content) in enumerate(zip(finished.sheets, contents, strict=True)):
        here = Location(place.file, number + 1)
        yield from _marks(content, holders.get(number, {}), here)
        if content.loose or content.broken:
            found = str(content.loose + content.broken)
            yield Problem("problem.unmarked_content", here, {"found": found})
        listed = finished.structure.parents.get(page.key, ())
        yield from _listed(listed, holders.get(number, {}), here)
        if page.tabs != "S":
            yield Problem("problem.tab_order", here, {"found": page.tabs or "–"})
        yield from _spaces(page, counted[number], here)
        yield from _colours(content, finished, here)
    yield from _annotations(finished, place)
    yield from _fonts(finished.sheets, counted, place)


def _holders(finished: Finished) -> dict[int, dict[int, list[Number]]]:
    """Gather by page and number of a marked piece the elements that hold it."""
    found: dict[int, dict[int, list[Number]]] = {}
    for element in finished.structure.walk():
        for kid in element.kids:
            if isinstance(kid, MarkPlace):
                page = found.setdefault(kid.page, {})
                page.setdefault(kid.number, []).append(element.number)
    return found


def _marks(
    content: PageContent, holders: dict[int, list[Number]], here: Location
) -> Iterator[Problem]:
    """Look whether the tree leads to each piece once, and each number is there once."""
    lost = set(content.marks).symmetric_difference(holders)
    lost |= {number for number, elements in holders.items() if len(elements) != 1}
    lost |= {number for number, times in content.begun.items() if times != 1}
    if lost:
        yield Problem("problem.marks_unread", here, {"found": _few(lost)})


def _listed(
    listed: Sequence[Number | None], holders: dict[int, list[Number]], here: Location
) -> Iterator[Problem]:
    """Compare the table of parents with the elements that hold the pieces of a page."""
    named = {at: [each] for at, each in enumerate(listed) if each is not None}
    wrong = {at for at in {*named, *holders} if named.get(at) != holders.get(at)}
    if wrong:
        yield Problem("problem.parent_table", here, {"found": _few(wrong)})


def _few(numbers: set[int]) -> str:
    return ", ".join(map(str, sorted(numbers)[:5]))


def _annotations(finished: Finished, place: Location) -> Iterator[Problem]:
    """Compare the table of parents with the elements that hold the links."""
    holders = {
        kid.number: element.number
        for element in finished.structure.walk()
        for kid in element.kids
        if isinstance(kid, AnnotationPlace)
    }
    for each in finished.annotations:
        if finished.structure.parents.get(each.key, ()) != (holders.get(each.number),):
            yield Problem("problem.parent_table", place, {"found": each.target or each.kind})


def _spaces(page: ReadPage, counted: Counts, here: Location) -> Iterator[Problem]:
    """Count the spaces that would be copied as no-break ones."""
    plain = held = 0
    for name, counts in counted.items():
        for code, letter in page.fonts[name].letters.items() if name in page.fonts else ():
            plain += counts[code] * (letter == " ")
            held += counts[code] * (letter in NO_BREAK)
    if held > MOST_NO_BREAK * (plain + held):
        yield Problem("problem.no_break_spaces", here, {"found": f"{held / (plain + held):.0%}"})


def _colours(content: PageContent, finished: Finished, here: Location) -> Iterator[Problem]:
    """Allow colours of a device only where the file says what they look like."""
    profiles = [colours for purpose, colours in finished.colours if purpose == "GTS_PDFA1"]
    for name in sorted(each for each in content.colours if each.startswith("Device")):
        needed = NAMES_OF_COLOURS.get(name)
        if needed is None or profiles != [needed or (profiles or [0])[0]] or not profiles[0]:
            yield Problem("problem.colours", here, {"found": name})


def _fonts(
    sheets: Sequence[ReadPage], counted: Sequence[Counts], place: Location
) -> Iterator[Problem]:
    """Compare fonts with the glyphs that pages show in them."""
    used: dict[int, tuple[FontTables, set[int]]] = {}
    for page, fonts in zip(sheets, counted, strict=True):
        for name, counts in fonts.items():
            font = page.fonts.get(name)
            if font is None:
                yield Problem("problem.font_tables", place, {"found": name or "–"})
            else:
                used.setdefault(id(font), (font, set()))[1].update(counts)
    for font, codes in used.values():
        yield from _font(font, codes, place)


def _font(font: FontTables, codes: set[int], place: Location) -> Iterator[Problem]:
    """Look whether each glyph in use says something and is as wide as the file says."""
    unsaid = {code for code in codes if not _readable(font.letters.get(code, ""))}
    if unsaid:
        slots = {"found": f"{font.names[0]}: {_few(unsaid)}"}
        yield Problem("problem.glyph_unknown", place, slots)
    wrong = {code for code in codes if not _same_width(font, code)}
    if wrong or len(set(font.names)) != 1 or not font.outlined:
        slots = {"found": f"{font.names[0]}: {_few(wrong) or '–'}"}
        yield Problem("problem.font_tables", place, slots)


def _readable(letters: str) -> bool:
    """Whether a glyph says letters that have a meaning outside of its font."""
    return bool(letters) and not any(
        letter in "\x00\ufffd\ufeff" or "\ue000" <= letter <= "\uf8ff" for letter in letters
    )


def _same_width(font: FontTables, code: int) -> bool:
    width, advance = font.widths.get(code), font.advances.get(code)
    if width is None or advance is None:
        return False
    return abs(width - advance) <= WIDTH_DIFFERENCE


def text_of(page: ReadPage, content: PageContent, number: int) -> str:
    """Return what a marked piece of a page says."""
    return "".join(
        page.fonts[font].letters.get(code, "")
        for font, shown in content.shown.get(number, ())
        if font in page.fonts
        for code in glyphs(shown)
    )
