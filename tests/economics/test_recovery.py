"""Does the estimator find what was put in? The short form of `make simulation`, seeded."""

import numpy as np
import pytest

from generator.economics.estimation.regression import common_sample, fit
from tests.simulation.economy import GROUPS, TRUTH, Design, economy, relative_growth
from tests.simulation.experiment import MODEL, run
from tests.simulation.verdict import table, verdict

REPLICATIONS = 48
DESIGN = Design(regions=20, years=9)


@pytest.fixture(scope="module")
def outcome():
    """Forty-eight panels of twenty regions and nine years."""
    return run(REPLICATIONS, DESIGN, processes=1)


def test_everything_that_a_simulation_must_show(outcome):
    """Truth recovered, intervals honest, true zeros kept; what must fail does fail."""
    lines = verdict(outcome)
    assert len(lines) == 2 * len(TRUTH) + 6
    assert all(line.holds for line in lines), table(lines)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"estimates": 0.2},
        {"lows": 5.0},
        {"zero": -1.0},
        {"pooled": None},
        {"shifted": None},
    ],
)
def test_the_verdict_can_be_negative(outcome, spoilt):
    """Biased estimates, shifted intervals, rejected zeros, or a wrong model that works: named."""
    ((name, by),) = spoilt.items()
    values = getattr(outcome, name)
    wrong = np.linspace(0.4, 0.6, len(values)) if by is None else values + by
    changed = {**vars(outcome), name: wrong}
    assert not all(line.holds for line in verdict(type(outcome)(**changed)))


def test_diversification_is_computed_not_drawn():
    """Variety adds up, and each replication is the same on every run."""
    one, again = (economy(np.random.default_rng([1, 2]), DESIGN).panel for _ in range(2))
    assert one.equals(again)
    assert (one["RV"] + one["UV"]).to_numpy() == pytest.approx(one["DIV"].to_numpy(), abs=1e-12)
    assert one["DIV"].between(0, np.log(len(GROUPS))).all()


def test_relative_growth_comes_back_from_output():
    """Output of regions and nation by year gives the outcome that the model had."""
    drawn = economy(np.random.default_rng([1, 3]), DESIGN)
    expected = drawn.outcome(TRUTH)
    assert drawn.panel["lnrcc"].to_numpy() == pytest.approx(expected, abs=1e-10)


def test_without_errors_the_truth_is_exact():
    """Nothing but the model: every coefficient to ten digits, and none once time is shifted."""
    drawn = economy(np.random.default_rng([1, 4]), DESIGN)
    exact = drawn.panel.assign(lnrcc=drawn.outcome(TRUTH) - drawn.errors)
    found = fit(common_sample(exact, MODEL.variables), MODEL)
    assert found.coefficient("DIV_c×Z_c").estimate == pytest.approx(TRUTH["DIV×Z"], rel=1e-9)
    for name in ("lnmarket", "lnfdi", "lnpop", "gp"):
        assert found.coefficient(name).estimate == pytest.approx(TRUTH[name], rel=1e-9)
    later = exact.assign(lnrcc=exact["lnrcc"].groupby("region").shift(-1))
    moved = fit(common_sample(later, MODEL.variables), MODEL)
    assert abs(moved.coefficient("lnmarket").estimate - TRUTH["lnmarket"]) > 0.05


def test_growth_of_the_nation_does_not_matter():
    """Relative growth of a region that grows as the nation does is zero."""
    drawn = economy(np.random.default_rng([1, 5]), DESIGN)
    table = drawn.panel["DIV"].unstack()
    table.loc["nation"] = table.loc["R01"]
    assert relative_growth(table).loc["R01"].abs().max() == pytest.approx(0, abs=1e-12)
