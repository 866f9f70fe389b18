"""Which charts a brief has: numbered in order, absent without figures, shared between briefs."""

from dataclasses import replace

import pytest

from generator.presentation.figures.builder import FigureBuilder, ordered
from generator.project import LANGUAGES


@pytest.mark.parametrize(("subject", "first", "count"), [("KZ-23", "lq", 11), ("KZ", "map", 16)])
def test_charts_are_numbered_in_their_order(drawer, briefs, subject, first, count):
    """The first chart is number 1 and none is left out; only a region has a small map."""
    found = drawer.figure_set(briefs[subject])
    assert [figure.number for figure in found.figures.values()] == list(range(1, count + 1))
    assert next(iter(found.figures)) == first
    assert (found.locator is None) is (subject == "KZ")


def test_a_chart_without_figures_is_absent_and_leaves_no_gap(drawer, briefs):
    """Without series over time: no columns, no lines; the others are numbered on."""
    found = drawer.figure_set(replace(briefs["KZ-23"], histories={}))
    names = set(found.figures)
    assert names.isdisjoint({"per_capita", "variety", "investment", "unemployment"})
    assert {"drivers", "lq"} <= names
    assert [each.number for each in found.figures.values()] == list(range(1, len(names) + 1))


def test_only_the_nation_has_the_coefficients_of_the_regression(drawer, briefs):
    """A region has its own small map instead, and its regression in words."""
    own, other, nation = (drawer.figure_set(briefs[code]) for code in ("KZ-23", "KZ-47", "KZ"))
    drawn = ["coefficients" in each.figures for each in (own, other, nation)]
    assert drawn == [False, False, True]
    assert own.locator != other.locator


def test_the_nation_stands_in_its_own_place_among_the_regions(drawer, briefs):
    """From the largest value down; the subject and the nation are told apart."""
    bars = ordered(
        FigureBuilder(briefs["KZ-23"], drawer.polyglot), "grp_per_capita", 1, nation=True
    )
    values = [bar.value for bar in bars]
    assert values == sorted(values, reverse=True)
    assert sorted(bar.role for bar in bars if bar.role != "other") == ["nation", "region"]
    assert len(bars) == 21


def test_words_are_said_in_every_language(drawer, briefs):
    """A title, a subtitle and words that stand for the drawing."""
    for figure in drawer.figure_set(briefs["KZ-23"]).figures.values():
        for words in (figure.title, figure.subtitle, figure.picture.alternative):
            assert {words.within(code) for code in LANGUAGES}.isdisjoint({""})
