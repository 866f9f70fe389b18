"""A brief as a document of sections: HTML, drawings, the page on which each section begins."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.presentation.charts.drawing import Drawing

Context = Mapping[str, Any]
"""What the templates are given: charts by name under ``figures``, tables, words."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a brief: the name of the place where it begins, its title and its page."""

    place: str
    title: str
    page: int


def places(context: Context, *, national: bool) -> tuple[str, ...]:
    """Name the sections for which a brief has figures, in order; each has a template."""
    conditions = _NATIONAL if national else _REGIONAL
    return tuple(place for place, wanted in conditions if wanted(context))


def _always(context: Context) -> bool:
    del context
    return True


def _any_of(*charts: str) -> Callable[[Context], bool]:
    """Make the condition that one of these charts was drawn."""
    return lambda context: any(context["figures"][chart] for chart in charts)


def _has(table: str) -> Callable[[Context], bool]:
    """Make the condition that there is such a table."""
    return lambda context: bool(context[table])


_Conditions = tuple[tuple[str, Callable[[Context], bool]], ...]
_REGIONAL: _Conditions = (
    ("messages", _has("correction")),
    ("corrected", _has("correction")),
    ("indicators", _always),
    ("structure", _has("section_rows")),
    ("growth", _any_of("drivers", "per_capita")),
    ("shocks", _any_of("resilience", "investment", "unemployment")),
    ("budget", _any_of("budget")),
    ("society", _has("beside")),
    ("options", _has("options")),
    ("own", _has("regression_table")),
    ("annex", _always),
)
_NATIONAL: _Conditions = (
    ("messages", _always),
    ("corrected", _has("correction")),
    ("groups", _any_of("group_map", "living")),
    ("league", _always),
    ("contributions", _any_of("waterfall", "growth_ranking", "variety")),
    ("drivers", _has("drivers_table")),
    ("courses", _has("trajectory_table")),
    ("budget", _any_of("transfer_ranking", "so_far_ranking")),
    ("movements", _any_of("movements")),
    ("association", _any_of("shock_variety_1")),
    ("regression", _has("regression_table")),
    ("annex", _always),
)


@dataclass(frozen=True, slots=True)
class BriefDocument:
    """A brief as HTML, with its sections in order, each on the page that the contents name.

    ``drawings`` are its pictures by their address. ``pages`` is how many pages the brief should
    have; 0 means that it ends on the page on which its last section begins. ``style`` names the
    style sheet that it has beside those of every document; empty for none.
    """

    html: str
    sections: tuple[Section, ...]
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    pages: int = 0
    style: str = ""

    @property
    def planned(self) -> tuple[int, ...]:
        """Return the page of each section as the contents name it, then the number of pages."""
        pages = tuple(section.page for section in self.sections)
        return (*pages, self.pages or max(pages, default=1))

    def found(self, anchors: Sequence[Container[str]]) -> tuple[int, ...]:
        """Return the same of a layout; 0 for a section that begins nowhere.

        Parameters
        ----------
        anchors
            Names of the places on each page, in the order of the pages.
        """
        pages = (
            next((page for page, here in enumerate(anchors, 1) if section.place in here), 0)
            for section in self.sections
        )
        return (*pages, len(anchors))
