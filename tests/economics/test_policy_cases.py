"""Cases that have no number as their answer: what is undefined, and what is refused, by name."""

import numpy as np
import pandas as pd
import pytest

from generator.economics.growth import real_growth
from generator.economics.ranking import rank_descending
from generator.economics.regression import (
    Refusal,
    RegressionRefused,
    Specification,
    common_sample,
    fit,
    natural_log,
)
from generator.economics.specialisation import (
    hachman,
    hhi,
    krugman,
    location_quotients,
    lq_variance,
    structural_shares,
)
from generator.economics.values import ImpossibleValueError
from generator.economics.variety import entropy, related_variety, unrelated_variety

from .case_files import expected, plain, read, same

CATEGORIES = {
    "absorbed": Refusal.ABSORBED,
    "collinear": Refusal.IDENTITY,
    "too_few_periods": Refusal.TOO_FEW_PERIODS,
    "too_few_clusters": Refusal.TOO_FEW_CLUSTERS,
    "no_variation": Refusal.NO_VARIATION,
}


def structure_of(case):
    """Output, shares and national shares; a national sum with a missing cell is missing."""
    data = read(case)
    values = data.pivot(index="region", columns="industry", values="value")
    totals = values.sum(skipna=False)
    return values, structural_shares(values), totals / totals.sum(skipna=False), data


def panel_of(case):
    """Read the panel of a case."""
    return read(case).set_index(["region", "year"])


def test_a_region_without_output_has_no_structure():
    """A region of zeros is undefined in every index and has no rank; the others are untouched."""
    case = "E01_region_total_zero"
    _, shares, national, data = structure_of(case)
    groups = dict(zip(data["industry"], data["group"], strict=True))
    assert same(plain(entropy(shares)), expected(case)["expect"][0]["value"])
    lq = location_quotients(shares, national)
    indices = [
        lq.mean(axis=1),
        lq_variance(lq),
        hhi(shares),
        krugman(shares, national),
        hachman(shares, national),
        unrelated_variety(shares, groups),
        related_variety(shares, groups),
        rank_descending(lq_variance(lq)),
    ]
    for index in indices:
        assert index.index[index.isna()].tolist() == ["R03"]


def test_a_missing_cell_is_not_zero():
    """The region lacks variety, and the industry its quotients; nothing else is lost."""
    case = "E02_missing_cell_is_not_zero"
    values, shares, _, _ = structure_of(case)
    assert same(plain(entropy(shares)), expected(case)["expect"][0]["value"])
    outside = values.sum() / values.sum().sum()
    outside["I04"] = np.nan
    lq = location_quotients(shares.drop(index="R02"), outside)
    assert lq.columns[lq.isna().all()].tolist() == ["I04"]
    assert lq.drop(columns="I04").notna().all(axis=None)


def test_a_negative_value_is_refused_by_name():
    """Negative output names region and industry."""
    data = read("E03_negative_value")
    with pytest.raises(ImpossibleValueError) as refused:
        structural_shares(data.pivot(index="region", columns="industry", values="value"))
    assert refused.value.places == ("R02 I04",)


@pytest.mark.parametrize(
    "case",
    [
        "E06_time_invariant_regressor",
        "E07_div_rv_uv_together",
        "E08_national_series_two_way",
        "E09_single_year",
        "E11_two_clusters",
        "E12_constant_outcome",
    ],
)
def test_a_model_that_is_not_identified_is_refused(case):
    """The refusal says why and names what is concerned, before anything is estimated."""
    expectation = expected(case)["expect"][0]
    model = expectation["model"]
    two_way = model["effects"] == "two-way"
    with pytest.raises(RegressionRefused) as refused:
        fit(
            common_sample(panel_of(case), (model["y"], *model["x"])),
            Specification("", model["y"], tuple(model["x"]), time_effects=two_way),
        )
    assert refused.value.category == CATEGORIES[expectation["category"]]
    assert refused.value.names == tuple(expectation.get("message_names", ()))


def test_the_logarithm_of_nothing_is_refused_by_name():
    """Rows with a ratio of zero or less are named, never dropped."""
    case = "E10_log_of_nonpositive"
    with pytest.raises(RegressionRefused) as refused:
        natural_log(panel_of(case)["rcc"].unstack())
    assert refused.value.category == Refusal.DOMAIN
    assert list(refused.value.names) == expected(case)["expect"][0]["must_report"]


def test_a_new_region_is_named_and_left_out():
    """A region with one year has no growth and is no part of the sample."""
    case = "E13_new_region_without_history"
    model = expected(case)["expect"][2]
    panel = panel_of(case)
    assert (
        real_growth(panel["DIV"].unstack().pct_change(axis=1)[[2016]].add(1).mul(100))
        .loc["R01"]
        .isna()
        .all()
    )
    sample = common_sample(panel, ("lnrcc", "DIV"))
    assert list(sample.dropped_singletons) == model["singletons"]
    assert len(sample.data) == model["rows_used_without_singletons"]


def test_a_region_year_given_twice_is_refused_by_name():
    """Duplicates name region and year."""
    with pytest.raises(RegressionRefused) as refused:
        common_sample(panel_of("E14_duplicate_region_year"), ("lnrcc", "DIV"))
    assert refused.value.category == Refusal.DUPLICATE
    assert refused.value.names == ("R01 2013",)


def test_years_written_as_text_are_refused():
    """A year must be a whole number."""
    panel = panel_of("E14_duplicate_region_year")
    panel.index = pd.MultiIndex.from_tuples([(r, str(y)) for r, y in panel.index])
    with pytest.raises(RegressionRefused) as refused:
        common_sample(panel, ("lnrcc", "DIV"))
    assert (refused.value.category, refused.value.names) == (Refusal.DOMAIN, ("year",))
