"""Trajectories and peers as printed."""

from types import SimpleNamespace

import pytest

from generator.classifications.shock_windows import Window
from generator.presentation.localisation.language import Language
from generator.presentation.tables.trajectory_table import peer_rows, phase_name, phases
from generator.project import Project


@pytest.fixture(scope="module")
def language():
    """English."""
    return Language.load(Project.here().locales, "en")


def phase(window, own, national=1.0, resistance=None):
    """One phase of a trajectory, by its kind and years."""
    return SimpleNamespace(
        window=Window(*window), own=own, national=national, resistance=resistance
    )


def brief(*lines, members=("KZ-23",)):
    """A brief of Atyrau with these phases."""
    trajectory = SimpleNamespace(phases=lines, members=members)
    return SimpleNamespace(trajectory=trajectory, subject="KZ-23")


def test_a_difference_is_that_of_the_printed_figures(language):
    """−2.46 less 2.55 is −5.01, but a reader sees −2.5 and +2.6, and finds −5.1."""
    (row,) = phases(brief(phase(("shock", 2019, 2020), -2.46, 2.55)), language).rows
    assert (row.own, row.nation, row.difference) == ("−2.5", "+2.6", "−5.1")


def test_phases_before_a_trajectory_begins_are_left_out(language):
    """Abai has no figures before 2022; single years have no resistance."""
    before, single = phase(("shock", 2019, 2020), None), phase(("year", 2023, 2024), 3.0)
    found = phases(brief(before, single), language)
    assert [row.resistance for row in found.rows] == ["–"]
    assert not found.resisted


def test_regions_counted_together_are_told(language):
    """A unit of two regions, and a phase of which recovery is known."""
    line = phase(("recovery", 2020, 2022), 5.0, 4.0, 0.2)
    found = phases(brief(line, members=("KZ-61", "KZ-79")), language)
    assert found.together
    assert found.resisted


def test_a_phase_is_named_by_the_years_after_its_base(language):
    """Measured from 2014 to 2016 it is of 2015 and 2016; a phase of one year has that year."""
    assert "2015" in phase_name(Window("shock", 2014, 2016), language)
    single = phase_name(Window("shock", 2019, 2020), language)
    assert "2020" in single
    assert "2019" not in single


def test_the_region_stands_above_its_peers(language):
    """Itself without a distance; a value that a peer lacks is an ellipsis."""
    brief_of_atyrau = SimpleNamespace(
        subject="KZ-23",
        structural_peers=(SimpleNamespace(region="KZ-47", distance=12.34),),
        distributions={
            "grp_per_capita": {"KZ-23": 20541.2},
            "real_growth": {"KZ-47": -1.0},
            "average_growth": {"KZ-47": 2.64},
        },
    )
    own, peer = peer_rows(brief_of_atyrau, language)
    assert (own.own, own.distance, own.per_capita) == (True, "–", "20,541.2")
    assert (peer.own, peer.distance, peer.growth, peer.variety) == (False, "12.3", "−1.0", "…")
    assert (own.average_growth, peer.average_growth) == ("…", "+2.6")
