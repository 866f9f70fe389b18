"""A brief ready for the press: its page, its drawings, the plan of its sections."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.presentation.charts.drawing import Drawing
from generator.presentation.page_sections import Section


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A brief as HTML, with its sections in order, each on the page that the contents name.

    ``drawings`` are its pictures by their address; ``spacings`` how much air it may be laid out
    with, the first with which every section fits its page being taken.
    """

    html: str
    sections: tuple[Section, ...]
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    spacings: tuple[str, ...] = ("airy",)

    @property
    def pages(self) -> int:
        """Pages that the brief should have."""
        return self.sections[-1].page if self.sections else 1
