"""What a coefficient owes to single regions, other regressors, and large-sample theory."""

import numpy as np
import pandas as pd
import pytest
from linearmodels.panel import PanelOLS
from statsmodels.stats.outliers_influence import variance_inflation_factor

from generator.economics.estimation import robustness
from generator.economics.estimation.regression import Specification, common_sample, fit
from generator.economics.estimation.robustness import (
    cross_section_dependence,
    leave_one_region_out,
    variance_inflation,
    wild_bootstrap_p,
)

from .simulated import simulated_panel

MODEL = Specification("", "y", ("DIV", "lnpop"))


@pytest.fixture
def sample():
    """Twenty regions, nine years, some rows missing."""
    panel = simulated_panel(np.random.default_rng(29))
    panel.iloc[::7, 0] = np.nan
    return common_sample(panel, ("y", "DIV", "lnpop"))


def test_each_region_left_out_in_turn(sample):
    """The same coefficients as from twenty separate estimations."""
    found = leave_one_region_out(sample, MODEL, "DIV")
    for region, value in found.items():
        rest = sample.data.drop(index=region, level="region")
        again = fit(common_sample(rest, rest.columns), MODEL).coefficient("DIV")
        assert value == pytest.approx(again.estimate, rel=1e-9)
    assert len(found) == 20


def test_a_region_without_which_nothing_is_known(sample):
    """If only one region changes, the others cannot tell the coefficient."""
    level = sample.data["DIV"].groupby("region").transform("mean")
    alone = sample.data.index.get_level_values("region") == "R03"
    data = sample.data.assign(DIV=sample.data["DIV"].where(alone, level))
    found = leave_one_region_out(common_sample(data, data.columns), MODEL, "DIV")
    assert found.index[found.isna()].tolist() == ["R03"]


def test_inflation_is_that_of_statsmodels(sample):
    """On deviations from the means of regions."""
    deviations = sample.data - sample.data.groupby("region").transform("mean")
    x = deviations[["DIV", "lnpop"]].to_numpy()
    expected = [variance_inflation_factor(x, place) for place in range(2)]
    assert variance_inflation(sample, MODEL).tolist() == pytest.approx(expected)


def t_of(y, x, regions):
    """t statistic of the first regressor, clustered, without correction."""
    bread = np.linalg.inv(x.T @ x)
    b = bread @ x.T @ y
    scores = pd.DataFrame(x * (y - x @ b)[:, None]).groupby(regions).sum().to_numpy()
    return b[0] / np.sqrt((bread @ scores.T @ scores @ bread)[0, 0])


def test_the_bootstrap_by_hand(sample):
    """Outcomes made and models estimated one by one, with the same weights."""
    draws = 199
    inside = sample.data - sample.data.groupby("region").transform("mean")
    regions = inside.index.get_level_values("region").factorize()[0]
    y, x = inside["y"].to_numpy(), inside[["DIV", "lnpop"]].to_numpy()
    other = x[:, 1] @ y / (x[:, 1] @ x[:, 1]) * x[:, 1]
    signs = np.random.default_rng(robustness.SEED).integers(0, 6, (draws, 20))
    weights = np.concatenate([robustness.WEBB, -robustness.WEBB])[signs]
    drawn = np.array([t_of(other + each[regions] * (y - other), x, regions) for each in weights])
    expected = (1 + (np.abs(drawn) >= abs(t_of(y, x, regions))).sum()) / (draws + 1)
    assert wild_bootstrap_p(sample, MODEL, "DIV", draws=draws) == pytest.approx(expected)


def test_the_bootstrap_of_a_single_regressor(sample):
    """Nothing is left under the hypothesis; the p-value is still one."""
    p = wild_bootstrap_p(sample, Specification("", "y", ("DIV",)), "DIV", draws=99)
    assert 0 < p <= 1
    assert wild_bootstrap_p(sample, Specification("", "y", ("DIV",)), "DIV", draws=99) == p


def test_dependence_between_regions_is_that_of_linearmodels(sample):
    """Residuals of the same fit; a common shock is found."""
    rows = sample.data
    found = PanelOLS(rows["y"], rows[["DIV", "lnpop"]], entity_effects=True).fit()
    ours = cross_section_dependence(fit(sample, MODEL).residuals)
    theirs = found.pesaran_cd
    assert ours == pytest.approx((theirs.stat, theirs.pval), rel=1e-8)
    shock = rows["y"] + rows.index.get_level_values("year") % 3
    shocked = common_sample(rows.assign(y=shock), rows.columns)
    assert cross_section_dependence(fit(shocked, MODEL).residuals)[1] < 1e-6


def test_regions_without_years_in_common_do_not_count():
    """No pair shares two years: there is no statistic."""
    index = pd.MultiIndex.from_tuples([("a", 1), ("a", 2), ("b", 3), ("b", 4)])
    residuals = pd.Series([1.0, -1.0, 1.0, -1.0], index=index.set_names(["region", "year"]))
    assert np.isnan(cross_section_dependence(residuals)).all()
