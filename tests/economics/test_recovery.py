"""Does the estimator find what was put in? Panels of known truth, seeded."""

import numpy as np
import pytest

from generator.economics.regression import Specification, common_sample, fit

from .simulated import TRUTH, simulated_panel

REPLICATIONS = 150
MODEL = Specification("", "y", tuple(TRUTH))


@pytest.fixture(scope="module")
def panels():
    """One hundred and fifty panels of twenty regions and nine years."""
    rng = np.random.default_rng(42)
    return [simulated_panel(rng) for _ in range(REPLICATIONS)]


@pytest.fixture(scope="module")
def fits(panels):
    """The estimated model of each panel."""
    return [fit(common_sample(panel, ("y", *TRUTH)), MODEL) for panel in panels]


@pytest.mark.parametrize("number", range(len(TRUTH)))
def test_the_truth_is_found_on_average(fits, number):
    """The mean estimate is within three of its standard errors of the truth."""
    name = list(TRUTH)[number]
    estimates = np.array([each.coefficients[number].estimate for each in fits])
    error = estimates.std(ddof=1) / np.sqrt(REPLICATIONS)
    assert abs(estimates.mean() - TRUTH[name]) <= 3 * error


@pytest.mark.parametrize("number", range(len(TRUTH)))
def test_intervals_cover_the_truth_as_often_as_they_say(fits, number):
    """Of 95 % intervals, 95 % hold the truth, give or take chance and 1.5 points."""
    truth = list(TRUTH.values())[number]
    intervals = [each.coefficients[number] for each in fits]
    coverage = np.mean([each.low <= truth <= each.high for each in intervals])
    slack = 3 * np.sqrt(0.05 * 0.95 / REPLICATIONS) + 0.015
    assert abs(coverage - 0.95) <= slack


def test_a_pooled_estimate_fails(panels):
    """Without region effects the coefficient is far off: the check above can fail."""
    found = []
    for panel in panels:
        x = np.column_stack([np.ones(len(panel)), panel[list(TRUTH)].to_numpy()])
        found.append(np.linalg.lstsq(x, panel["y"].to_numpy(), rcond=None)[0][1])
    error = np.std(found, ddof=1) / np.sqrt(REPLICATIONS)
    assert abs(np.mean(found) - TRUTH["DIV"]) > 10 * error


def test_next_years_diversification_does_not_give_the_same_answer(panels):
    """Shifted by a year, the regressor loses its effect: timing matters."""
    shifted = []
    for panel in panels[:50]:
        moved = panel.assign(DIV=panel["DIV"].groupby("region").shift(-1))
        sample = common_sample(moved, ("y", *TRUTH))
        shifted.append(fit(sample, MODEL).coefficients[0].estimate)
    error = np.std(shifted, ddof=1) / np.sqrt(len(shifted))
    assert abs(np.mean(shifted) - TRUTH["DIV"]) > 3 * error
