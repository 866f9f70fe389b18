"""Panel regression against a second route, and what a fit says about itself."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy import stats

from generator.economics.estimation.cluster_inference import bias_reduced
from generator.economics.estimation.regression import (
    Caution,
    RegressionRefused,
    Sample,
    Specification,
    common_sample,
    fit,
)

from .simulated import simulated_panel

REGRESSORS = ("DIV", "lnpop")
ONE_WAY = Specification("1", "y", REGRESSORS)
TWO_WAY = Specification("2", "y", REGRESSORS, time_effects=True)


@pytest.fixture(params=[False, True], ids=["balanced", "unbalanced"])
def sample(request):
    """Twenty regions, nine years; or with every fifth row missing."""
    panel = simulated_panel(np.random.default_rng(11))
    if request.param:
        panel.iloc[::5, 0] = np.nan
    return common_sample(panel, ("y", *REGRESSORS))


def least_squares(y, x, regions):
    """Coefficients and clustered standard errors without any factor, in plain numpy."""
    bread = np.linalg.inv(x.T @ x)
    b = bread @ x.T @ y
    scores = pd.DataFrame(x * (y - x @ b)[:, None]).groupby(regions).sum().to_numpy()
    return b, np.sqrt(np.diag(bread @ scores.T @ scores @ bread))


def dummies(data, level):
    """Dummy variables of regions or years."""
    return pd.get_dummies(data.index.get_level_values(level), dtype=float).to_numpy()


def test_the_within_estimator_by_a_second_route(sample):
    """Demeaning by hand gives the coefficients and CR1 standard errors to 1e-10."""
    data = sample.data - sample.data.groupby("region").transform("mean")
    regions = data.index.get_level_values("region")
    b, se = least_squares(data["y"].to_numpy(), data[list(REGRESSORS)].to_numpy(), regions)
    n, g, k = len(data), regions.nunique(), len(REGRESSORS)
    factor = np.sqrt(g / (g - 1) * (n - 1) / (n - k))
    found = fit(sample, ONE_WAY).coefficients
    assert [each.estimate for each in found] == pytest.approx(b, rel=1e-10)
    assert [each.se_cr1 for each in found] == pytest.approx(se * factor, rel=1e-10)


def test_the_two_way_estimator_by_a_second_route(sample):
    """All dummies by hand; the factor then counts every effect."""
    data = sample.data
    regions = data.index.get_level_values("region")
    x = np.hstack(
        [data[list(REGRESSORS)].to_numpy(), dummies(data, "region"), dummies(data, "year")[:, 1:]]
    )
    b, se = least_squares(data["y"].to_numpy(), x, regions)
    n, g = len(data), regions.nunique()
    factor = np.sqrt(g / (g - 1) * (n - 1) / (n - x.shape[1]))
    found = fit(sample, TWO_WAY)
    assert [each.estimate for each in found.coefficients] == pytest.approx(b[:2], rel=1e-8)
    assert [each.se_cr1 for each in found.coefficients] == pytest.approx(se[:2] * factor, rel=1e-8)
    assert found.effects.to_numpy() == pytest.approx(b[2 : 2 + g] - b[2 : 2 + g].mean(), abs=1e-8)


def test_effects_and_fit_are_those_of_dummy_variables(sample):
    """statsmodels with a dummy for each region: same effects, residuals and F test."""
    data = sample.data
    x = np.hstack([data[list(REGRESSORS)].to_numpy(), dummies(data, "region")])
    full = sm.OLS(data["y"].to_numpy(), x).fit()
    pooled = sm.OLS(data["y"].to_numpy(), sm.add_constant(data[list(REGRESSORS)].to_numpy())).fit()
    found = fit(sample, ONE_WAY)
    effects = full.params[2:]
    assert found.effects.to_numpy() == pytest.approx(effects - effects.mean(), abs=1e-9)
    assert found.residuals.to_numpy() == pytest.approx(full.resid, abs=1e-10)
    f, p, _ = full.compare_f_test(pooled)
    assert (found.f_effects, found.f_effects_p) == pytest.approx((f, p), rel=1e-8)


@pytest.mark.parametrize("specification", [ONE_WAY, TWO_WAY])
def test_fitted_values_and_residuals_make_up_the_outcome(sample, specification):
    """Effects included; residuals of a region sum to zero; effects are relative to their mean."""
    found = fit(sample, specification)
    assert (found.fitted + found.residuals).to_numpy() == pytest.approx(
        sample.data["y"].to_numpy()
    )
    assert found.residuals.groupby("region").sum().abs().max() < 1e-10
    assert found.effects.mean() == pytest.approx(0, abs=1e-12)
    assert found.fitted.index.names == ["region", "year"]
    assert found.effects.index.name == "region"
    assert (found.n, found.entities) == (len(sample.data), 20)
    assert found.periods == (2014, 2022)
    assert 0 < found.r2_within < 1


def power(each):
    """Share of samples that find the smallest detectable effect, by the noncentral t."""
    at, limit = each.minimum_detectable / each.se, stats.t.ppf(0.975, each.df)
    return stats.nct.sf(limit, each.df, at) + stats.nct.cdf(-limit, each.df, at)


def test_inference_of_a_one_way_model_is_cr2(sample):
    """t, p and interval follow from the CR2 standard error and its degrees of freedom."""
    for each in fit(sample, ONE_WAY).coefficients:
        assert each.inference == "CR2"
        assert each.se_cr2 > each.se_cr1
        assert 1 < each.df < 19
        assert each.p == pytest.approx(2 * stats.t.sf(abs(each.estimate / each.se_cr2), each.df))
        interval = stats.t.interval(0.95, each.df, each.estimate, each.se_cr2)
        assert (each.low, each.high) == pytest.approx(interval)
        assert power(each) == pytest.approx(0.8, abs=0.01)


def test_inference_of_a_two_way_model_is_marked(sample):
    """CR1 with regions less 1 degrees of freedom; there is no CR2."""
    for each in fit(sample, TWO_WAY).coefficients:
        assert each.inference == "CR1"
        assert np.isnan(each.se_cr2)
        assert each.df == 19
        assert each.t == pytest.approx(each.estimate / each.se_cr1)
        assert power(each) == pytest.approx(0.8, abs=0.01)


def test_errors_for_comparison_are_those_of_statsmodels(sample):
    """Classical standard errors, and clustered ones without correction, from dummy variables."""
    data = sample.data
    x = np.hstack([data[list(REGRESSORS)].to_numpy(), dummies(data, "region")])
    model = sm.OLS(data["y"].to_numpy(), x)
    groups = pd.factorize(data.index.get_level_values("region"))[0]
    clustered = model.fit(cov_type="cluster", cov_kwds={"groups": groups, "use_correction": False})
    found = fit(sample, ONE_WAY).coefficients
    assert [each.se_classical for each in found] == pytest.approx(model.fit().bse[:2], rel=1e-9)
    assert [each.se_hc0 for each in found] == pytest.approx(clustered.bse[:2], rel=1e-9)


@pytest.mark.parametrize("specification", [ONE_WAY, TWO_WAY])
def test_a_sum_of_coefficients_is_a_coefficient(sample, specification):
    """b1 + b2 and its inference are those of a model written in terms of the sum."""
    total = fit(sample, specification).combination({"DIV": 1, "lnpop": 1})
    data = sample.data.assign(lnpop=sample.data["lnpop"] - sample.data["DIV"])
    rewritten = fit(common_sample(data, data.columns), specification).coefficient("DIV")
    for name in ("estimate", "se_cr1", "df", "p", "low", "high"):
        assert getattr(total, name) == pytest.approx(getattr(rewritten, name), rel=1e-8)
    assert total.se == pytest.approx(rewritten.se)


def test_the_reader_is_warned():
    """Twenty regions are few; a regressor that hardly moves within regions is named."""
    panel = simulated_panel(np.random.default_rng(9))
    level = panel["lnpop"].groupby("region").transform("mean")
    still = panel.assign(lnpop=level + (panel["lnpop"] - level) / 20)
    found = fit(common_sample(still, still.columns), ONE_WAY)
    assert found.cautions == (
        (Caution.FEW_CLUSTERS, ("20",)),
        (Caution.LITTLE_VARIATION, ("lnpop",)),
    )
    many = simulated_panel(np.random.default_rng(9), regions=30)
    assert fit(common_sample(many, many.columns), ONE_WAY).cautions == ()


def test_comparison_with_other_programs_may_ask_for_fewer_regions():
    """Nine regions are refused, unless the caller lowers the bar."""
    few = simulated_panel(np.random.default_rng(9), regions=9)
    sample = common_sample(few, few.columns)
    with pytest.raises(RegressionRefused, match="too_few_clusters: 9"):
        fit(sample, ONE_WAY)
    assert fit(sample, ONE_WAY, fewest=2).entities == 9


def test_within_variation_is_around_the_regions_means(sample):
    """Each region's mean takes one degree of freedom; the part of the total is one of N."""
    data = sample.data[list(REGRESSORS)]
    deviations = data - data.groupby("region").transform("mean")
    found = fit(sample, ONE_WAY)
    for each in found.coefficients:
        squares = (deviations[each.name] ** 2).sum()
        assert each.within_sd == pytest.approx(np.sqrt(squares / (found.n - found.entities)))
        total = data[each.name].std(ddof=0)
        assert each.within_share == pytest.approx(np.sqrt(squares / found.n) / total)


def test_cr2_of_one_balanced_regressor_by_hand():
    """Two years, one regressor: B_g = I - x x'/S has the root that gives e/(1 - h)^(1/2)."""
    half = np.array([1.0, 2.0, 3.0])
    x = np.column_stack([half, -half]).reshape(-1, 1)
    residuals = np.array([0.5, -0.5, -1.0, 1.0, 0.5, -0.5])
    found = bias_reduced(x, residuals, np.repeat([0, 1, 2], 2))
    one = np.ones(1)
    total = 2 * (half**2).sum()
    leverage = 2 * half**2 / total
    scores = 2 * half * np.array([0.5, -1.0, 0.5]) / np.sqrt(1 - leverage)
    assert found.error(one) == pytest.approx(np.sqrt((scores**2).sum()) / total)
    assert 1 < found.freedom(one) < 2


def test_a_region_that_alone_tells_a_coefficient_leaves_cr2_defined():
    """Its own part of the residuals is used up; the other coefficient is as without the region."""
    half = np.array([1.0, 2.0, 3.0, 0.0])
    x = np.column_stack([half, -half]).reshape(-1, 1)
    alone = np.array([0.0] * 6 + [0.3, -0.3])
    residuals = np.array([0.5, -0.5, -1.0, 1.0, 0.5, -0.5, 0.0, 0.0])
    clusters = np.repeat([0, 1, 2, 3], 2)
    found = bias_reduced(np.column_stack([x, alone]), residuals, clusters)
    others = bias_reduced(x[:6], residuals[:6], clusters[:6])
    first = np.array([1.0, 0.0])
    assert np.isfinite(found.covariance).all()
    assert found.error(first) == pytest.approx(others.error(np.ones(1)))
    assert found.freedom(first) == pytest.approx(others.freedom(np.ones(1)))


def test_regions_that_share_no_years_cannot_be_compared():
    """With year effects, two blocks of regions in different years have no common level."""
    panel = simulated_panel(np.random.default_rng(5))
    early = panel.index.get_level_values("year") < 2018
    first = panel.index.get_level_values("region") < "R10"
    blocks = Sample(panel[early == first], (), ())
    assert fit(blocks, TWO_WAY).effects.isna().all()
    assert fit(blocks, ONE_WAY).effects.notna().all()


def test_the_order_of_rows_and_the_unit_of_a_regressor_do_not_matter(sample):
    """Shuffled rows give the same fit; a regressor in hundredths has a hundredfold coefficient."""
    shuffled = sample.data.sample(frac=1, random_state=7)
    again = fit(common_sample(shuffled, shuffled.columns), ONE_WAY).coefficients[0]
    scaled = common_sample(sample.data.assign(DIV=sample.data["DIV"] / 100), sample.data.columns)
    larger = fit(scaled, ONE_WAY).coefficients[0]
    first = fit(sample, ONE_WAY).coefficients[0]
    assert (again.estimate, again.p) == pytest.approx((first.estimate, first.p))
    assert (larger.estimate, larger.p) == pytest.approx((100 * first.estimate, first.p))
