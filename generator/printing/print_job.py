"""A brief to be printed, and what comes of it; the finished file is compared with the job."""

from dataclasses import dataclass

from generator.errors import Problem
from generator.presentation.brief_document import BriefDocument, Section
from generator.printing.provenance import Provenance


@dataclass(frozen=True, slots=True)
class SourceTable:
    """The figures of the brief, to be put inside it: file name, a few words on it, content."""

    name: str
    title: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One brief to be printed; nothing else is needed, so that any machine can do it.

    Parameters
    ----------
    provenance
        What the brief is and from which figures it is made.
    table
        Its figures.
    brief_document
        Its pages, each section with the page on which it should begin.
    may_shorten
        Whether its table of changes can be made shorter, should the first page spill over.
    may_number
        Whether the contents can name other pages, should sections begin elsewhere than planned.
    """

    provenance: Provenance
    table: SourceTable
    brief_document: BriefDocument
    may_shorten: bool = False
    may_number: bool = False

    @property
    def name(self) -> str:
        """Name of the brief, for messages: region and language."""
        return self.provenance.name

    @property
    def sections(self) -> tuple[Section, ...]:
        """Sections of the brief in order."""
        return self.brief_document.sections

    @property
    def pages(self) -> int:
        """Pages that the brief should have."""
        return self.brief_document.planned[-1]


@dataclass(frozen=True, slots=True)
class Rewrite:
    """The answer to a print job whose brief has to be written anew before it is printed.

    ``found`` holds the page on which each section begins, then the number of pages, for the
    contents to name. If it is empty, the table of changes has to be shorter.
    """

    found: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedBrief:
    """The file, and what the user should know of how it was printed."""

    content: bytes
    notices: tuple[Problem, ...] = ()
