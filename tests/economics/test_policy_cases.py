"""Cases that have no number as their answer: what is undefined, and what is refused, by name."""

import pandas as pd
import pytest

from generator.economics.estimation.regression import (
    Refusal,
    RegressionRefused,
    Specification,
    common_sample,
    fit,
    natural_log,
)

from .case_files import answered, expected, read, same


def panel_of(case):
    """Read the panel of a case."""
    return read(case).set_index(["region", "year"])


def test_a_region_without_output_has_no_structure():
    """A region of zeros is undefined in every index and has no rank; the others are untouched."""
    case = "E01_region_total_zero"
    found = answered(case)
    variety, undefined, _ = expected(case)["expect"]
    assert same(found["entropy_nat"], variety["value"])
    assert found["undefined"] == {"R03": "zero_base"}
    indices = {name for name, values in found.items() if isinstance(values, dict)}
    for quantity in {*undefined["quantity"], "lq_var_rank", *indices} - {"lq", "undefined"}:
        lacking = {region for region, value in found[quantity].items() if value is None}
        assert lacking == {"R03"}, quantity
    quotients = found["lq"]
    lacking = {cell for cell, value in quotients.items() if value is None}
    assert lacking == {cell for cell in quotients if cell.startswith("R03|")}


def test_a_missing_cell_is_not_zero():
    """The region lacks variety, the industry its quotients; both are named."""
    case = "E02_missing_cell_is_not_zero"
    found = answered(case)
    assert same(found["entropy_nat"], expected(case)["expect"][0]["value"])
    for cell, value in found["lq"].items():
        region, industry = cell.split("|")
        assert (value is None) == (region == "R02" or industry == "I04"), cell
    assert found["message"] == "missing: R02 I04"
    assert found["undefined"] == {"R02": "missing"}
    assert set(found["krugman"].values()) == {None}, "the nation's structure is not known"


@pytest.mark.parametrize(
    "case", ["E03_negative_value", "E04_duplicate_row", "E05_total_row_among_industries"]
)
def test_what_cannot_be_is_refused_by_name(case):
    """A negative output, a row given twice and a total among its parts are named."""
    expectation = expected(case)["expect"][0]
    found = answered(case)
    assert found["error"] == expectation["category"]
    assert all(name in found["message"] for name in expectation["message_names"])


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
    assert refused.value.category == expectation["category"]
    assert refused.value.names == tuple(expectation.get("message_names", ()))


def test_the_logarithm_of_nothing_is_refused_by_name():
    """Rows with a ratio of zero or less are named, never dropped."""
    case = "E10_log_of_nonpositive"
    with pytest.raises(RegressionRefused) as refused:
        natural_log(panel_of(case)["rcc"].unstack())
    assert refused.value.category == Refusal.DOMAIN
    assert list(refused.value.names) == expected(case)["expect"][0]["must_report"]


def test_a_new_region_is_named_and_left_out():
    """A region with one year has no growth, no trend, and is no part of the sample."""
    case = "E13_new_region_without_history"
    growth, trend, model = expected(case)["expect"]
    for each in (growth, trend):
        found = answered(case)[each["quantity"]]
        lacking = [region for region, value in found.items() if value is None]
        assert lacking == each["undefined_for"]
    sample = common_sample(panel_of(case), ("lnrcc", "DIV"))
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
    assert (refused.value.category, refused.value.names) == (
        Refusal.DOMAIN,
        tuple(f"year '{year}'" for year in range(2009, 2017)),
    )
