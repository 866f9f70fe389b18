"""Contact sheets of briefs, in colour and as a grey printer shows them, to be looked at.

``make look`` or ``python -m tests.look KZ-23.kk KZ.en`` writes them to ``out/look``. A brief that
the inspection refuses is shown all the same, with what is wrong with it on the error stream.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image

from generator.cli.console import describe
from generator.dataset.vintages import load
from generator.pipeline import prepare, reference_year, writing_resources
from generator.presentation.localisation.language import Language
from generator.printing.brief_printer import BriefPrinter
from generator.printing.pool.dispatch import BriefWriter, WritingJob
from generator.printing.print_job import Rewrite
from generator.project import Project

CHOSEN = ("KZ-23.kk", "KZ-59.ru", "KZ-62.kk", "KZ-75.en", "KZ.kk", "KZ.ru")
"""A long history, a long name, a short history, a city, and the nation."""

ACROSS, EDGE, BEHIND = 3, 12, (120, 120, 120)
"""Pages in one row, pixels between them, and the colour of the table they lie on."""


def pages(content: bytes, dots: int) -> Iterator[Image.Image]:
    """Pictures of the pages of a PDF, at so many dots per inch."""
    with pypdfium2.PdfDocument(BytesIO(content)) as opened:
        for page in opened:
            yield page.render(scale=dots / 72).to_pil().convert("RGB")


def contact_sheet(pictures: Sequence[Image.Image]) -> Image.Image:
    """Lay the pages on one sheet, in rows."""
    width, height = (
        max(sizes) + EDGE for sizes in zip(*(each.size for each in pictures), strict=True)
    )
    rows = -(-len(pictures) // ACROSS)
    sheet = Image.new("RGB", (ACROSS * width + EDGE, rows * height + EDGE), BEHIND)
    for at, picture in enumerate(pictures):
        row, column = divmod(at, ACROSS)
        sheet.paste(picture, (EDGE + column * width, EDGE + row * height))
    return sheet


def look(project: Project, names: Sequence[str], *, year: int | None, dots: int) -> Iterator[str]:
    """Write the contact sheets of these briefs; give what is wrong with each, in words."""
    panel = load(project, None)
    year = reference_year(panel, year)
    briefs = {each.subject: each for each in prepare(panel, year, ())}
    worker_settings = writing_resources(project, panel)
    brief_writer, brief_printer = (
        BriefWriter(worker_settings),
        BriefPrinter(worker_settings.templates),
    )
    english = Language.load(project.locales, "en")
    folder = project.out / "look"
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        subject, _, language = name.partition(".")
        order = brief_writer.write(job := WritingJob(briefs[subject], language))
        while isinstance(laid_out := brief_printer.laid_out(order), Rewrite):
            order = brief_writer.write(job := job.again(laid_out))
        content, problems = brief_printer.printer.look(laid_out, order)
        sheet = contact_sheet(list(pages(content, dots)))
        sheet.save(folder / f"{name}.png")
        sheet.convert("L").save(folder / f"{name}.grey.png")
        yield from (describe(problem, english) for problem in problems)


def main(arguments: Sequence[str]) -> int:
    """Look at the briefs that are named, or at a choice of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.look", description=__doc__)
    parser.add_argument("brief", nargs="*", default=CHOSEN, help="as in KZ-23.kk")
    parser.add_argument("--year", type=int)
    parser.add_argument("--dots", type=int, default=70, help="per inch")
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args(arguments)
    project = Project.at(Project.here().root, out=asked.out)
    wrong = list(look(project, asked.brief, year=asked.year, dots=asked.dots))
    for problem in wrong:
        print(problem, file=sys.stderr)  # noqa: T201 - what the sheets show, in words
    print(project.out / "look")  # noqa: T201 - where to look
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
