"""Draw the figures of every brief, in order, each geometry once for all languages."""

from collections.abc import Callable
from functools import partial

from generator.findings.brief import Brief
from generator.findings.claims import RegionSlot
from generator.presentation.charts.maps import Atlas, Geometry
from generator.presentation.figures import (
    budget_figures,
    front_figures,
    group_figures,
    national_figures,
    regional_figures,
    trajectory_figures,
)
from generator.presentation.figures.builder import FigureBuilder
from generator.presentation.figures.figure_set import FigureSet, Picture
from generator.presentation.figures.shared_figures import coefficients, drivers, typology, variety
from generator.presentation.localisation.multilingual import Polyglot

REGIONAL: tuple[Callable[[FigureBuilder], None], ...] = (
    regional_figures.quotients,
    partial(variety, height=38),
    partial(typology, height=64),
    partial(drivers, height=52),
    regional_figures.per_capita,
    trajectory_figures.resilience,
    partial(trajectory_figures.shock_variety, height=41),
    trajectory_figures.investment,
    trajectory_figures.unemployment,
    budget_figures.budget,
)
"""Charts of a regional brief, in the order of their numbers."""

NATIONAL: tuple[Callable[[FigureBuilder], None], ...] = (
    national_figures.inequality,
    partial(typology, height=66),
    national_figures.waterfall,
    national_figures.growth_ranking,
    national_figures.variety_ranking,
    partial(drivers, height=62),
    national_figures.sigma,
    national_figures.convergence,
    budget_figures.transfer_ranking,
    budget_figures.so_far_ranking,
    group_figures.movements,
    partial(trajectory_figures.shock_variety, height=56),
    coefficients,
)
"""Charts of the national brief behind its map, in the order of their numbers."""

LOCATOR_MM = (74.0, 43.0)
"""Size of the small map on the first page of a regional brief."""


class FigureDrawer:
    """Draw the charts of briefs.

    Parameters
    ----------
    polyglot
        All languages of the program, whichever a brief is wanted in: the longest words decide how
        much room a label gets, so that the charts are the same in each.
    shapes
        Projected outlines of the regions.
    """

    def __init__(self, polyglot: Polyglot, shapes: Geometry) -> None:
        self.polyglot, self.shapes = polyglot, shapes
        self._atlas = Atlas(shapes, size=LOCATOR_MM)

    def figure_set(self, brief: Brief) -> FigureSet:
        """Draw the charts of one brief for which there are figures."""
        builder = FigureBuilder(brief, self.polyglot)
        if brief.national:
            national_figures.output_map(builder, self.shapes)
            group_figures.group_map(builder, self.shapes)
            group_figures.living(builder)
        for draw in NATIONAL if brief.national else REGIONAL:
            draw(builder)
        front = front_figures.front_figures(builder)
        if brief.national:
            return FigureSet(builder.drawn, None, front)
        alternative = builder.say("alt.locator", region=RegionSlot(brief.subject))
        locator = Picture(self._atlas.locator(brief.subject), alternative)
        return FigureSet(builder.drawn, locator, front)
