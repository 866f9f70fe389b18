"""Briefs of the real figures, and what draws their charts in all languages."""

import pytest

from generator.findings.choosing.national_claims import national_brief
from generator.findings.choosing.regional_claims import regional_brief
from generator.findings.choosing.study import study
from generator.pipeline import writing_resources
from generator.presentation.charts.style import use
from generator.presentation.figures.figure_drawer import FigureDrawer
from generator.presentation.localisation.language import load_all
from generator.presentation.localisation.multilingual import Polyglot
from generator.project import LANGUAGES, Project


@pytest.fixture(scope="package")
def drawer(panel):
    """Draws the charts of any brief in all languages."""
    use(Project.here().templates / "fonts")
    polyglot = Polyglot(load_all(Project.here().locales, LANGUAGES))
    return FigureDrawer(polyglot, writing_resources(Project.here(), panel).shapes)


@pytest.fixture(scope="package")
def briefs(panel):
    """Two regions and the nation."""
    computed = study(panel, 2025)
    regional = {code: regional_brief(computed, code) for code in ("KZ-23", "KZ-47")}
    return {**regional, "KZ": national_brief(computed)}
