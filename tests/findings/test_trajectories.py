"""The course of real output: published rates chained by hand, and what may be said of a trend."""

import math

import numpy as np
import pytest

from generator.classifications.regions import NATION
from generator.findings.brief_set import study
from generator.findings.choosing import shock_claims
from generator.findings.choosing.convergence_claims import convergence_claims
from generator.findings.measuring.catching_up import catching_up
from generator.findings.measuring.trajectories import WINDOWS, Window, trajectories, trajectory_of


@pytest.fixture(scope="module")
def found(panel):
    """Courses of every unit up to 2025."""
    return trajectories(panel, 2025)


def chained(panel, region, first, last):
    """Cumulated growth in per cent, from the published yearly indices."""
    index = panel.wide("grp_volume_index").loc[region]
    return (math.prod(index[year] / 100 for year in range(first + 1, last + 1)) - 1) * 100


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("region", ["KZ-23", "KZ-71", "KZ-39"])
def test_growth_over_a_phase_is_the_chain_of_published_rates(panel, found, region, window):
    """A region that never changed its borders: the product of its own yearly indices."""
    line = trajectory_of(found, region).line(window.kind, window.last)
    own, nation = (chained(panel, code, window.first, window.last) for code in (region, NATION))
    assert math.isclose(line.own, own, abs_tol=1e-9)
    assert math.isclose(line.national, nation, abs_tol=1e-9)
    assert math.isclose(line.resistance, (own - nation) / abs(nation), abs_tol=1e-9)


def test_changed_regions_are_counted_together(found):
    """Abai and East Kazakhstan share one course, since 2014."""
    trajectory = trajectory_of(found, "KZ-10")
    assert set(trajectory.members) == {"KZ-10", "KZ-63"}
    assert trajectory is trajectory_of(found, "KZ-63")
    assert trajectory.base == 2014


def test_a_course_begins_after_its_last_gap(found):
    """Ulytau has no index for 2021, so the course of its unit begins there."""
    trajectory = trajectory_of(found, "KZ-62")
    assert trajectory.base == 2021
    assert [line.own for line in trajectory.phases if line.window.kind == "shock"] == [None, None]
    alone = [line.window.last for line in trajectory.phases if line.window.kind == "year"]
    assert alone == [2022, 2023, 2024, 2025]
    assert [claim.key for claim in shock_claims.notes(trajectory)] == [
        "course.merged",
        "course.short",
    ]


def test_every_year_of_a_course_is_told_once(found):
    """Phases and single years cover each year from the base on, without overlap."""
    for trajectory in found.values():
        told = [
            year
            for line in trajectory.phases
            if line.own is not None
            for year in range(line.window.first + 1, line.window.last + 1)
        ]
        assert sorted(told) == list(range(trajectory.base + 1, 2026))


def test_a_trend_has_a_direction_only_if_it_is_clear(found):
    """Direction words need an adjusted p-value below 0.05 (L10).

    Where yearly figures resemble those before, the Newey-West p-value must be below 0.05 too:
    Kyzylorda fell, then rose, and its line alone is no trend.
    """
    for trajectory in found.values():
        said = shock_claims.lede(trajectory)
        keys = [claim.key for claim in said]
        if trajectory.q < 0.05 and not trajectory.trend.p_newey_west >= 0.05:
            assert keys == ["trend.rose" if trajectory.trend.growth > 0 else "trend.fell"]
        else:
            assert keys == ["trend.unclear"]
        assert [claim.licence for claim in said] == ["L10"]
    kyzylorda = found["KZ-43"]
    assert kyzylorda.q < 0.05 < kyzylorda.trend.p_newey_west
    assert kyzylorda.direction == ""


def test_the_title_compares_the_shock_of_2020(found):
    """Atyrau fell by 6.5 per cent when the nation fell by 2.5; Astana grew."""
    assert shock_claims.title(trajectory_of(found, "KZ-23")).key == "shock.fell_more"
    assert shock_claims.title(trajectory_of(found, "KZ-71")).key == "shock.grew"
    assert shock_claims.title(trajectory_of(found, "KZ-62")) is None
    assert (
        shock_claims.title(trajectory_of(found, "KZ-10")) is None
    )  # counted with East Kazakhstan
    assert shock_claims.title(None) is None


def test_facts_of_a_course_name_their_borders(panel):
    """Each has a value or a reason, sources where it has a value, and says whose borders it is."""
    computed = study(panel, 2025)
    trajectory = trajectory_of(computed.trajectories, "KZ-62")
    facts = shock_claims.trajectory_facts(computed.ind, trajectory, ("KZ-62", computed.vintage))
    assert {fact.measure for fact in facts} >= {"resistance_2019_2020", "trend_growth"}
    for fact in facts:
        assert (fact.value is None) == bool(fact.reason) == (not fact.sources)
        assert fact.remark == "constant_borders"


def test_an_early_year_has_no_late_phases(panel):
    """In 2018 nobody knew of the shock of 2020."""
    early = trajectory_of(trajectories(panel, 2018), "KZ-23")
    assert [line.window for line in early.phases] == [
        Window("shock", 2014, 2016),
        Window("year", 2016, 2017),
        Window("year", 2017, 2018),
    ]


def test_without_a_national_index_there_is_no_course(quoted):
    """The older vintage has an index for one year of the nation alone."""
    assert trajectory_of(trajectories(quoted, 2022), "KZ-23") is None
    assert shock_claims.notes(None)[0].key == "course.none"


def test_the_line_goes_through_the_points_that_are_drawn(panel, found):
    """Least squares on the drawn levels and rates, by another route."""
    measured = catching_up(panel, found)
    levels = np.log(list(measured.start.values()))
    rates = np.log1p(np.array(list(measured.growth.values())) / 100)
    slope, intercept = np.polyfit(levels, rates, 1)
    assert (slope, intercept) == pytest.approx((measured.beta.beta, measured.beta.intercept))
    assert measured.fitted(3.0) == pytest.approx(100 * np.expm1(intercept + slope * np.log(3.0)))


def test_convergence_is_between_units_with_a_whole_course(panel, found):
    """Sixteen of seventeen units; the spread is the deviation of logarithms of real output."""
    measured = catching_up(panel, found)
    assert (measured.first, measured.last, measured.beta.n) == (2014, 2025, 16)
    assert measured.sigma[2025] < measured.sigma[2014]
    keys = [claim.key for claim in convergence_claims(measured)]
    unclear = measured.beta.p_hc3 >= 0.05
    assert ("convergence.unclear" in keys) == unclear
    assert ("convergence.half_life" in keys) == (not unclear and measured.beta.beta < 0)
