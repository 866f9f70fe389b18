"""Check a finished brief before it is published: the file is what was asked for, and sound.

The rules are those of PDF/UA-1 and PDF/A-3a which a machine can check without a validator, and
those of the house. A brief that breaks one is not published.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from generator.errors import Location, OblysError, Problem, Refused
from generator.printing.inspection.content_checks import check_content
from generator.printing.inspection.page_content import page_content
from generator.printing.inspection.reading_checks import check_reading
from generator.printing.inspection.structure_checks import check_structure
from generator.printing.layout_checks import check_layout
from generator.printing.page_geometry import PageGeometry
from generator.printing.pdf_reader import Annotation, Finished, look_into
from generator.printing.print_job import PrintJob
from generator.printing.provenance import standards, stated, title, undescribed
from generator.printing.tagging.letters import UNSAID

STANDARDS = "A-3A, UA-1"
"""Archival with tags and attachments (ISO 19005-3), and accessible (ISO 14289-1)."""

FAMILIES = ("Source-Sans-3", "Source-Serif-4-Display")
"""Bundled families as they are named inside a PDF; nothing else may be embedded."""

_HEADING = re.compile(r"H([1-6])")
_UNSEEN = re.compile(r"[\s\u00ad\u2060]")


def inspect(content: bytes, sheets: Sequence[PageGeometry], print_job: PrintJob) -> list[Problem]:
    """List everything that is wrong with a finished brief.

    Parameters
    ----------
    content
        The file.
    sheets
        Its pages as they were laid out.
    print_job
        What it should be.

    Returns
    -------
    list of Problem
        Empty if it may be published.
    """
    try:
        finished = look_into(content, print_job.name)
    except Refused as refused:
        return list(refused.problems)
    place = Location(print_job.name)
    contents = [page_content(page.operators) for page in finished.sheets]
    headings = "".join(run.text for sheet in sheets for run in sheet.runs if run.level)
    return [
        *_identity(finished, print_job, place),
        *_document(finished, print_job, place),
        *_fonts(finished, place),
        *_structure(finished, place),
        *check_structure(finished, place),
        *check_content(finished, contents, place),
        *check_reading(finished, contents, sheets, place),
        *_figures(finished, headings, place),
        *_attachments(finished, print_job, place),
        *_links(finished, place),
        *_contents(finished, sheets, print_job),
        *check_layout(sheets, print_job.name),
    ]


def _identity(finished: Finished, print_job: PrintJob, place: Location) -> Iterator[Problem]:
    """Compare what the file says of itself with the print job."""
    metadata = finished.metadata
    unknown = undescribed(metadata)
    if unknown:
        yield Problem("problem.metadata_schema", place, {"found": ", ".join(unknown)})
    if title(metadata).translate(UNSAID) != finished.title:
        slots = {"found": title(metadata), "expected": finished.title}
        yield Problem("problem.metadata_title", place, slots)
    found = standards(metadata)
    if found != STANDARDS:
        yield Problem("problem.standards", place, {"found": found, "expected": STANDARDS})
    try:
        said = asdict(stated(metadata, print_job.name))
    except OblysError as error:
        yield from error.problems
        return
    for key, expected in asdict(print_job.provenance).items():
        if said[key] != expected:
            slots = {"found": str(said[key]), "expected": str(expected)}
            yield Problem("problem.other_provenance", Location(print_job.name, column=key), slots)


def _document(finished: Finished, print_job: PrintJob, place: Location) -> Iterator[Problem]:
    """Look at language, title, tags, bookmarks and pages; nothing may run by itself."""
    language = print_job.provenance.language
    if finished.language != language:
        slots = {"found": finished.language, "expected": language}
        yield Problem("problem.document_language", place, slots)
    if not finished.title.strip() or not finished.shows_title:
        yield Problem("problem.document_title", place, {"found": finished.title})
    if not finished.marked or not finished.elements or finished.suspect:
        yield Problem("problem.untagged", place)
    if not finished.bookmarks or not all(map(_plain, finished.bookmarks)):
        yield Problem("problem.no_bookmarks", place)
    if finished.active:
        yield Problem("problem.active_content", place)
    if finished.pages != print_job.pages:
        slots = {"found": str(finished.pages), "expected": str(print_job.pages)}
        yield Problem("problem.page_count", place, slots)


def _plain(text: str) -> bool:
    """Whether a text has words, and no letter that only breaks or joins a line."""
    return bool(text.strip()) and text == text.translate(UNSAID)


def _fonts(finished: Finished, place: Location) -> Iterator[Problem]:
    """Allow only the fonts of the house, embedded as subsets."""
    for font in finished.fonts:
        if not font.family.startswith(FAMILIES) or font.family.endswith(","):
            yield Problem("problem.font", place, {"found": font.family})
        if not font.embedded or not font.subset:
            yield Problem("problem.font_not_embedded", place, {"found": font.family})


def _structure(finished: Finished, place: Location) -> Iterator[Problem]:
    """Follow the headings, which may go down one level at a time, and the heads of tables."""
    kinds = [element.kind for element in finished.elements]
    levels = [int(found.group(1)) for kind in kinds if (found := _HEADING.fullmatch(kind))]
    if not _in_order(levels):
        yield Problem("problem.heading_order", place, {"found": " ".join(map(str, levels))})
    headers = [element for element in finished.elements if element.kind == "TH"]
    if ("Table" in kinds and not headers) or any(
        header.scope not in ("Row", "Column") for header in headers
    ):
        yield Problem("problem.table_headers", place)


def _in_order(levels: Sequence[int]) -> bool:
    """Return whether there is one heading of the first level, and none skips a level."""
    steps = zip([0, *levels], levels, strict=False)
    return levels.count(1) == 1 and all(deeper <= upper + 1 for upper, deeper in steps)


def _figures(finished: Finished, headings: str, place: Location) -> Iterator[Problem]:
    """Look for a description of every figure that is more than the title above it."""
    printed = _UNSEEN.sub("", headings)
    for element in finished.elements:
        if element.kind != "Figure":
            continue
        described = _UNSEEN.sub("", element.alternative)
        if not described or described in printed:
            yield Problem("problem.figure_silent", place, {"found": element.alternative})


def _attachments(finished: Finished, print_job: PrintJob, place: Location) -> Iterator[Problem]:
    """Compare the files inside with the figures: whole, as data of the document, nothing else."""
    expected = (print_job.table.name, "text/csv", "Data", True, print_job.table.content)
    found = [
        (each.name, each.kind, each.relation, each.associated, each.content)
        for each in finished.attachments
    ]
    if found != [expected]:
        names = ", ".join(f"{each.name} ({each.relation})" for each in finished.attachments)
        slots = {"found": names, "expected": f"{print_job.table.name} (Data)"}
        yield Problem("problem.attachments", place, slots)


def _links(finished: Finished, place: Location) -> Iterator[Problem]:
    """Follow the links: in the structure tree too, described, printed, leading somewhere."""
    for each in finished.annotations:
        if not _sound(each, finished.targets):
            yield Problem("problem.link", place, {"found": each.target or each.kind})


def _sound(link: Annotation, targets: Iterable[str]) -> bool:
    leads = link.target in targets or link.target.startswith("https://")
    return (
        link.kind == "Link" and link.tagged and link.printed and bool(link.description) and leads
    )


def _contents(
    finished: Finished, sheets: Sequence[PageGeometry], print_job: PrintJob
) -> Iterator[Problem]:
    """Follow the contents: to every section, which begins on the page that they name.

    A section may go on over further pages, which its place is on too.
    """
    targets = {each.target for each in finished.annotations}
    for section in print_job.sections:
        found = [page for page, sheet in enumerate(sheets, 1) if section.place in sheet.anchors]
        if found[:1] != [section.page] or section.place not in targets:
            slots = {"found": ", ".join(map(str, found)) or "–", "expected": str(section.page)}
            yield Problem(
                "problem.contents", Location(print_job.name, column=section.title), slots
            )
