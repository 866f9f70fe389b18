"""Whether effects of regions go along with the regressors. plm's values are in the cases."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from generator.economics.estimation.region_effects import hausman, mundlak
from generator.economics.estimation.regression import Specification, common_sample

from .simulated import simulated_panel

MODEL = Specification("", "y", ("DIV", "lnpop"))
REGRESSORS = ["DIV", "lnpop"]


def sample(*, gaps=False):
    """Forty regions, nine years; or with every fourth row missing."""
    panel = simulated_panel(np.random.default_rng(17), regions=40)
    if gaps:
        panel.iloc[::4, 0] = np.nan
    return common_sample(panel, ("y", *REGRESSORS))


def textbook(rng, link):
    """Independent errors; how far the level of the regressor goes along with the effects."""
    effects = rng.normal(0, 1, (20, 1))
    x = link * effects + rng.normal(0, 1, (20, 1)) + rng.normal(0, 1, (20, 6))
    y = 0.5 * x + effects + rng.normal(0, 1, (20, 6))
    index = pd.MultiIndex.from_product([range(20), range(6)])
    panel = pd.DataFrame({"y": y.ravel(), "x": x.ravel()}, index=index)
    return common_sample(panel, ("y", "x"))


@pytest.mark.parametrize("test", [hausman, mundlak])
def test_effects_that_go_along_are_found(test):
    """At 5 %, one in twenty panels without a link is called one with; most with a strong link."""
    rng = np.random.default_rng(31)
    model = Specification("", "y", ("x",))
    shares = [
        np.mean([test(textbook(rng, link), model).p < 0.05 for _ in range(200)]) for link in (0, 2)
    ]
    assert shares[0] == pytest.approx(0.05, abs=0.045)
    assert shares[1] > 0.75


def test_mundlak_is_a_wald_test_of_statsmodels():
    """Outcome on regressors and their means, clustered; unbalanced."""
    data = sample(gaps=True).data
    means = data[REGRESSORS].groupby("region").transform("mean")
    x = np.column_stack([np.ones(len(data)), data[REGRESSORS], means])
    groups = data.index.get_level_values("region").factorize()[0]
    model = sm.OLS(data["y"].to_numpy(), x)
    found = model.fit(cov_type="cluster", cov_kwds={"groups": groups})
    wald = found.wald_test(np.eye(5)[3:], use_f=True, scalar=True)
    test = mundlak(sample(gaps=True), MODEL)
    assert test.statistic == pytest.approx(float(wald.statistic), rel=1e-9)
    assert (test.df, test.df_denominator) == (2, 39)


def test_the_slopes_of_mundlaks_model_are_those_within():
    """The means take up all that differs between regions."""
    data = sample(gaps=True).data
    means = data[REGRESSORS].groupby("region").transform("mean")
    x = np.column_stack([np.ones(len(data)), data[REGRESSORS], means])
    slopes = np.linalg.lstsq(x, data["y"].to_numpy(), rcond=None)[0][1:3]
    inside = data - data.groupby("region").transform("mean")
    within = np.linalg.lstsq(inside[REGRESSORS].to_numpy(), inside["y"].to_numpy(), rcond=None)[0]
    assert slopes == pytest.approx(within, rel=1e-9)


def test_means_that_follow_from_others_are_left_out():
    """A national series has the same mean everywhere: one restriction fewer."""
    data = sample().data
    oil = data.index.get_level_values("year") % 5 * 1.0
    panel = common_sample(data.assign(oil=oil), (*data.columns, "oil"))
    assert mundlak(panel, Specification("", "y", ("DIV", "lnpop", "oil"))).df == 2
    assert np.isnan(mundlak(panel, Specification("", "y", ("oil",))).p)


def test_random_effects_without_any_spread_are_pooled():
    """The variance of the effects is never negative."""
    rng = np.random.default_rng(23)
    data = sample().data
    noise = data.assign(y=rng.normal(size=len(data)))
    noise["y"] -= noise["y"].groupby("region").transform("mean")
    found = hausman(common_sample(noise, noise.columns), MODEL)
    assert 0 <= found.statistic < np.inf
    assert 0 <= found.p <= 1
