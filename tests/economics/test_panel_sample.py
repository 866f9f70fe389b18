"""Which region-years enter a regression."""

import numpy as np
import pandas as pd
import pytest

from generator.economics.estimation.panel_sample import (
    Refusal,
    RegressionRefused,
    common_sample,
    natural_log,
)

INDEX = pd.MultiIndex.from_product([["b", "a", "new"], [2021, 2022, 2023]])


def panel(**columns):
    """Three regions, three years."""
    base = {"y": np.arange(9.0), "x": np.arange(9.0) ** 2} | columns
    return pd.DataFrame(base, index=INDEX)


def test_incomplete_rows_and_single_years_are_named():
    """One gap, and a region of one year: both are listed and left out."""
    x = np.arange(9.0)
    x[[1, 6, 7]] = np.nan
    sample = common_sample(panel(x=x), ("y", "x"))
    assert sample.dropped_incomplete == (("b", 2022), ("new", 2021), ("new", 2022))
    assert sample.dropped_singletons == ("new",)
    assert sample.data.index.tolist() == [
        ("a", 2021),
        ("a", 2022),
        ("a", 2023),
        ("b", 2021),
        ("b", 2023),
    ]
    assert sample.data.index.names == ["region", "year"]
    assert sample.data.columns.tolist() == ["y", "x"]


def test_other_variables_do_not_shrink_the_sample():
    """A gap in a variable that no column uses does not matter."""
    z = np.full(9, np.nan)
    assert len(common_sample(panel(z=z), ("y", "x")).data) == 9


def test_the_panel_is_left_as_it_was():
    """Nothing is changed in place."""
    given = panel()
    common_sample(given, ("y",))
    assert given.equals(panel())
    assert given.index.names == [None, None]


def test_infinite_values_are_refused_by_name():
    """An infinite logarithm is an error in the data, not a gap."""
    y = np.arange(9.0)
    y[4] = -np.inf
    with pytest.raises(RegressionRefused) as refused:
        common_sample(panel(y=y), ("y", "x"))
    assert (refused.value.category, refused.value.names) == (Refusal.DOMAIN, ("a 2022",))


@pytest.mark.parametrize("empty", [pd.DataFrame(columns=["y", "x"]), panel(y=np.full(9, np.nan))])
def test_nothing_to_estimate_is_refused(empty):
    """No complete region-year: too few periods."""
    with pytest.raises(RegressionRefused) as refused:
        common_sample(empty, ("y", "x"))
    assert refused.value.category == "too_few_periods"


@pytest.mark.parametrize("value", [0.0, -1.0, np.inf])
def test_what_has_no_logarithm_is_named(value):
    """Nothing, less than nothing and infinity; dropping them would choose the sample."""
    with pytest.raises(RegressionRefused, match="domain: b 2022"):
        natural_log(pd.DataFrame({2022: [1.0, value]}, index=["a", "b"]))


def test_logarithms_keep_gaps():
    """A missing value stays missing."""
    logs = natural_log(pd.DataFrame({2022: [1.0, np.nan]}, index=["a", "b"]))
    assert logs.loc["a", 2022] == 0
    assert np.isnan(logs.loc["b", 2022])
