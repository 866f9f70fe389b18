"""What is asked of the press. The finished brief is held against it before it is published."""

from dataclasses import dataclass

from generator.presentation.sections import Section
from generator.publication.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of the brief, to be put inside it: file name, a few words on it, content."""

    name: str
    title: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Order:
    """One brief to be printed.

    Parameters
    ----------
    provenance
        What the brief is and from which figures it is made.
    table
        Its figures.
    sections
        Its sections in order, each with the page on which it should begin.
    """

    provenance: Provenance
    table: Table
    sections: tuple[Section, ...]

    @property
    def name(self) -> str:
        """Name of the brief, for messages: region and language."""
        return self.provenance.name

    @property
    def pages(self) -> int:
        """Pages that the brief should have."""
        return self.sections[-1].page if self.sections else 1
