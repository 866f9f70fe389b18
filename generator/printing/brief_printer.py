"""Lay out and print one brief after the other, with fonts kept warm.

It knows nothing of figures and languages: a print job holds all that is printed.
"""

from pathlib import Path

from generator.errors import Problem
from generator.printing.pdf_printer import LaidOutBrief, PdfPrinter
from generator.printing.print_job import PrintJob, Rewrite

SECOND_PAGE = 2
"""Where the first section begins, unless the first page spills over."""


class BriefPrinter:
    """Prints briefs from a folder of style sheets and fonts."""

    def __init__(self, templates: Path) -> None:
        self.templates = templates
        self.printer = PdfPrinter(templates)

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What the user should know of how this process prints."""
        return self.printer.notices

    def laid_out(self, print_job: PrintJob) -> LaidOutBrief | Rewrite:
        """Lay out one brief, unless it has to be written anew."""
        laid_out = self.printer.lay_out(print_job.brief_document)
        anchors = [sheet.anchors for sheet in laid_out.page_geometries]
        found = print_job.brief_document.found(anchors)
        if print_job.may_shorten and found[0] > SECOND_PAGE:
            return Rewrite()
        if print_job.may_number and all(found) and found != print_job.brief_document.planned:
            return Rewrite(found=found)
        return laid_out

    def make(self, print_job: PrintJob) -> bytes | Rewrite:
        """Print one brief, unless it has to be written anew or something is wrong with it."""
        laid_out = self.laid_out(print_job)
        return (
            laid_out if isinstance(laid_out, Rewrite) else self.printer.print(laid_out, print_job)
        )
