"""Key industries: concentrated in the region, not small, and not for one year only."""

import pandas as pd
import pytest

from generator.economics.indices.typology import key_industries


def tables(rows):
    """One region called north, three industries, a table for each year."""
    return {
        year: pd.DataFrame([values], index=["north"], columns=["farms", "mines", "shops"])
        for year, values in rows.items()
    }


LQ = tables({2021: [1.3, 3.0, 1.0], 2022: [1.2, 3.0, 1.3], 2023: [1.25, 3.0, 1.3]})
SHARES = tables({2021: [0.10, 0.02, 0.5], 2022: [0.10, 0.02, 0.5], 2023: [0.03, 0.03, 0.5]})


def test_two_of_three_years():
    """Farms pass in 2021 and 2023, at the thresholds; mines are large enough once; shops twice."""
    found = key_industries(LQ, SHARES, 2023)
    assert found.loc["north"].tolist() == [True, False, True]


def test_both_thresholds_in_the_same_year():
    """Concentrated in one year and large in another is not a key industry."""
    lq = tables({2022: [1.3, 1, 1], 2023: [1.0, 1, 1]})
    shares = tables({2022: [0.01, 0.5, 0.4], 2023: [0.5, 0.1, 0.4]})
    assert not key_industries(lq, shares, 2023).loc["north"].any()


def test_a_new_region_is_undefined_where_it_matters():
    """One year of history: what passes may become a key industry; what does not pass, may too."""
    lq, shares = {2023: LQ[2023]}, {2023: SHARES[2023]}
    assert key_industries(lq, shares, 2023).isna().all(axis=None)


def test_two_years_may_be_enough():
    """With two years known, passing both is yes, passing none is no, passing one is open."""
    lq = {year: LQ[year] for year in (2022, 2023)}
    shares = {year: SHARES[year] for year in (2022, 2023)}
    found = key_industries(lq, shares, 2023).loc["north"]
    assert found["shops"]
    assert found[["farms", "mines"]].isna().all()
    low = {year: each * 0 for year, each in lq.items()}
    assert key_industries(low, shares, 2023).loc["north"].tolist() == [False, False, False]


def test_a_key_industry_is_concentrated_today():
    """Two strong years do not count once the share is no larger than the nation's; or unknown."""
    for now, expected in ((1.0, False), (0.7, False), (1.01, True)):
        lq = LQ | tables({2021: [1.3, 3, 1.3], 2022: [1.3, 3, 1.3], 2023: [1.3, 3, now]})
        assert key_industries(lq, SHARES, 2023).loc["north", "shops"] == expected
    unknown = lq | tables({2023: [1.3, 3, float("nan")]})
    assert key_industries(unknown, SHARES, 2023).isna().loc["north"].tolist() == [
        False,
        False,
        True,
    ]


def test_a_year_without_table_is_refused():
    """There is no list of a year without structure."""
    with pytest.raises(KeyError):
        key_industries(LQ, SHARES, 2030)
