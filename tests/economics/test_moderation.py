"""A coefficient that depends on the level of another variable."""

import numpy as np
import pandas as pd
import pytest

from generator.economics.estimation.moderation import (
    band,
    difference_of_standardised,
    levels_by_region,
    marginal_effect,
)
from generator.economics.estimation.regression import (
    RegressionRefused,
    Specification,
    common_sample,
    fit,
)

from .simulated import simulated_panel

MODEL = Specification("", "y", ("DIV", "lnpop"), moderator="Z")


def panel(*, constant):
    """Twenty regions; Z is drawn once for each of them, or anew every year."""
    rng = np.random.default_rng(3)
    found = simulated_panel(rng)
    found["Z"] = rng.normal(5, 2, len(found))
    if constant:
        found["Z"] = found["Z"].groupby("region").transform("mean")
    return common_sample(found, ("y", "DIV", "lnpop", "Z"))


def test_the_interaction_is_centred_on_the_sample():
    """The same numbers as with three columns made by hand."""
    sample = panel(constant=False)
    data = sample.data.assign(
        x=sample.data["DIV"] - sample.data["DIV"].mean(),
        z=sample.data["Z"] - sample.data["Z"].mean(),
    )
    data["xz"] = data["x"] * data["z"]
    by_hand = fit(
        common_sample(data, data.columns), Specification("", "y", ("x", "z", "xz", "lnpop"))
    )
    found = fit(sample, MODEL)
    names = [each.name for each in found.coefficients]
    assert names == ["DIV_c", "Z_c", "DIV_c×Z_c", "lnpop"]
    for got, want in zip(found.coefficients, by_hand.coefficients, strict=True):
        assert (got.estimate, got.se_cr2, got.df) == pytest.approx(
            (want.estimate, want.se_cr2, want.df)
        )


def test_a_level_that_never_changes_is_part_of_the_effects():
    """A moderator known for one year only enters through the product alone, and says so."""
    found = fit(panel(constant=True), MODEL)
    assert [each.name for each in found.coefficients] == ["DIV_c", "DIV_c×Z_c", "lnpop"]
    assert found.centring.level_absorbed


def test_the_marginal_effect_at_a_level():
    """b1 + b3 (z - mean), with the variance of that sum; at the mean it is b1."""
    found = fit(panel(constant=False), MODEL)
    centring, first, product = found.centring, *(found.coefficients[at] for at in (0, 2))
    at_mean = marginal_effect(found, centring.moderator_mean).effect
    assert (at_mean.estimate, at_mean.se_cr2, at_mean.df) == pytest.approx(
        (first.estimate, first.se_cr2, first.df)
    )
    distance = centring.high - centring.moderator_mean
    at_top = marginal_effect(found, centring.high).effect
    assert at_top.estimate == pytest.approx(first.estimate + distance * product.estimate)
    v = found.uncertainty.covariance
    variance = v[0, 0] + distance**2 * v[2, 2] + 2 * distance * v[0, 2]
    assert at_top.se_cr1 == pytest.approx(np.sqrt(variance))


def test_centring_elsewhere_changes_nothing_that_matters():
    """The effect at a level is the same whichever level counts as zero."""
    sample = panel(constant=False)
    data = sample.data.assign(Z=sample.data["Z"] + 100)
    moved = fit(common_sample(data, data.columns), MODEL)
    one = marginal_effect(fit(sample, MODEL), 5.0).effect
    other = marginal_effect(moved, 105.0).effect
    assert (one.estimate, one.se, one.p) == pytest.approx((other.estimate, other.se, other.p))


def test_nothing_is_extrapolated():
    """A level that no region has had is refused by name, as is a model without interaction."""
    sample = panel(constant=True)
    found = fit(sample, MODEL)
    with pytest.raises(RegressionRefused, match="outside_support: Z 99"):
        marginal_effect(found, 99)
    with pytest.raises(RegressionRefused, match="outside_support"):
        marginal_effect(found, found.centring.high + 0.01 * abs(found.centring.high))
    plain = fit(sample, Specification("7", "y", ("DIV",)))
    for ask in (lambda: marginal_effect(plain, 5.0), lambda: band(plain, 3)):
        with pytest.raises(RegressionRefused, match="no_interaction: 7"):
            ask()


def test_the_band_covers_what_was_observed():
    """From the lowest to the highest level, wider at the ends than at the mean."""
    found = fit(panel(constant=True), MODEL)
    effects = band(found, 11)
    levels = [each.level for each in effects]
    assert (levels[0], levels[-1], len(levels)) == (found.centring.low, found.centring.high, 11)
    widths = [each.effect.high - each.effect.low for each in effects]
    assert min(widths) < min(widths[0], widths[-1])


def test_levels_of_a_region():
    """Its mean, and that of its last year."""
    index = pd.MultiIndex.from_tuples(
        [("a", 2021), ("a", 2020), ("b", 2020)], names=["region", "year"]
    )
    found = levels_by_region(pd.Series([4.0, 2.0, 7.0], index=index))
    assert found.loc["a"].tolist() == [3.0, 4.0]
    assert found.loc["b"].tolist() == [7.0, 7.0]


def test_two_slopes_are_compared_per_standard_deviation():
    """A regressor in other units is still the same regressor."""
    sample = panel(constant=False)
    model = Specification("", "y", ("DIV", "lnpop"))
    found = difference_of_standardised(fit(sample, model), "DIV", "lnpop")
    scaled = sample.data.assign(DIV=sample.data["DIV"] * 1000)
    again = difference_of_standardised(
        fit(common_sample(scaled, scaled.columns), model), "DIV", "lnpop"
    )
    assert (found.estimate, found.p) == pytest.approx((again.estimate, again.p))
    one, other = fit(sample, model).coefficients
    expected = one.estimate * one.within_sd - other.estimate * other.within_sd
    assert found.estimate == pytest.approx(expected)
