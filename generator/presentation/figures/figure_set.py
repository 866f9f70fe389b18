"""The studio: draws the charts of every brief, each geometry once for all languages."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from generator.findings.brief import Brief
from generator.findings.claims import RegionSlot
from generator.presentation.charts.drawing import Drawing
from generator.presentation.charts.maps import Atlas, Geometry
from generator.presentation.figures.builder import Figure, FigureBuilder, Picture
from generator.presentation.figures.national_figures import draw_national
from generator.presentation.figures.regional_figures import draw_regional
from generator.presentation.localisation.multilingual import Polyglot

LOCATOR_MM = (74.0, 43.0)
"""Size of the small map on the first page of a regional brief."""


@dataclass(frozen=True, slots=True)
class FigureSet:
    """The charts of one brief by name, and the small map of a region; labelled in all languages.

    A chart without figures is absent.
    """

    figures: Mapping[str, Figure]
    locator: Picture | None


class FigureDrawer:
    """Draws the charts of briefs, and keeps what they share.

    Parameters
    ----------
    polyglot
        All languages of the house, whichever a brief is wanted in: the longest words decide how
        much room a label gets, so that the charts are the same in each.
    shapes
        Projected outlines of the regions.
    """

    def __init__(self, polyglot: Polyglot, shapes: Geometry) -> None:
        self.polyglot, self.shapes = polyglot, shapes
        self._atlas = Atlas(shapes, size=LOCATOR_MM)
        self._kept: dict[Hashable, Drawing] = {}

    def figure_set(self, brief: Brief) -> FigureSet:
        """Draw the charts of one brief for which there are figures."""
        builder = FigureBuilder(brief, self.polyglot, self._kept)
        if brief.national:
            draw_national(builder, self.shapes)
            return FigureSet(builder.drawn, None)
        draw_regional(builder)
        alternative = builder.say("alt.locator", region=RegionSlot(brief.subject))
        return FigureSet(builder.drawn, Picture(self._atlas.locator(brief.subject), alternative))
