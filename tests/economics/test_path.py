"""Paths of yearly series: what may be said of a change over several years."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.economics.path import SeriesPath, YearRun, YearStep, YearValue, path

INVESTMENT = dict(
    zip(
        range(2014, 2026),
        (26.0, 34.9, 39.2, 41.5, 47.2, 46.4, 41.1, 27.4, 21.9, 19.3, 13.8, 11.1),
        strict=True,
    )
)
"""Fixed capital investment, % of GRP: up for four years, then down to the lowest of twelve."""

THEIL = dict(
    zip(
        range(2014, 2026),
        (0.233, 0.226, 0.231, 0.221, 0.232, 0.2332, 0.1762, 0.187, 0.192, 0.193, 0.186, 0.184),
        strict=True,
    )
)
"""All of the fall in one year, and a little back."""

SERIES = st.dictionaries(
    st.integers(2010, 2030), st.integers(-50, 50).map(float), min_size=1, max_size=15
)


def of(*values, first=2014):
    """The path of values of years that follow one another; ``None`` is a gap."""
    years = range(first, first + len(values))
    known = zip(years, values, strict=True)
    return path({year: value for year, value in known if value is not None})


def test_a_path_has_its_ends_extremes_and_last_four_years():
    """The figures of the region whose largest event was passed over."""
    found = path(INVESTMENT)
    assert (found.first, found.last) == (YearValue(2014, 26.0), YearValue(2025, 11.1))
    assert (found.highest, found.lowest) == (YearValue(2018, 47.2), YearValue(2025, 11.1))
    assert [point.year for point in found.recent] == [2022, 2023, 2024, 2025]
    assert found.turning == found.extreme == YearValue(2018, 47.2)
    assert found.beyond_ends == pytest.approx(21.2)
    assert found.record == "lowest"
    assert found.lowest_in == 12


@pytest.mark.parametrize(
    ("values", "shape"),
    [
        ((1, 2, 3, 4, 5, 6), "up"),
        ((6, 5, 4, 3, 2, 1), "down"),
        ((1, 1.01, 1.02), "flat"),
        ((1, 5, 1.05), "peak"),
        ((5, 1, 5.05), "trough"),
        ((1, 1, 1, 4, 4, 4), "step"),
        ((4, 4, 1, 1, 1, 1), "step"),
        ((1, 2), "up"),
        ((2, 1), "down"),
        ((1, 2, 4), "up"),
        ((1,), "none"),
        ((0, 3, 6, 9, 10, 10, 9.8, 9.6, 9.4, 9.2, 9), "peak"),
        ((10, 7, 4, 1, 0, 0, 0.2, 0.4, 0.6, 0.8, 1), "trough"),
        ((0, 3, 6, 9, 10, 10, 10, 10, 10, 9.95), "up"),
        ((1, None, 4, None, 7), "up"),
    ],
)
def test_a_direction_needs_the_whole_span(values, shape):
    """Not one year, not against the last five, not over a higher or lower turning point."""
    assert of(*values).shape(0.1) == shape


def test_a_fall_of_one_year_is_told_as_that_year():
    """More than the whole change came in 2020; half of it or less would have been a direction."""
    found = path(THEIL)
    assert found.shape(0.005) == "step"
    assert found.largest_step == YearStep(YearValue(2019, 0.2332), YearValue(2020, 0.1762))
    assert found.share_in_one_year == pytest.approx(0.057 / 0.049)
    assert of(0, 1, 2, 3, 6).shape(0.1) == "up"
    assert of(0, 1, 2, 2.9, 6).shape(0.1) == "step"


def test_of_several_large_years_that_another_offset_none_is_the_change():
    """Karaganda beside the nation: three years lost as much each, one won back most of it."""
    lag = of(1, 1.003 / 1.032, 1.027 / 1.085, 1.117 / 1.139, 1.159 / 1.213)
    assert lag.share_in_one_year > 0.5 > lag.share_of_its_way
    assert of(1, 1, 1).share_of_its_way == 0


def test_a_step_needs_two_years_that_follow_one_another():
    """Across a missing year, or across a break, nobody knows when the change came."""
    assert of(1, None, 9, 9.5).largest_step.change == 0.5
    broken = path(dict(enumerate((1.0, 9.0, 9.5), 2014)), breaks=(2015,))
    assert [step.after.year for step in broken.steps] == [2016]
    assert of(1, None, 9).largest_step is None
    assert of(1, None, 9).share_in_one_year == 0
    assert of(3, 5, 3).share_in_one_year == 0


def test_breaks_are_kept_where_they_part_two_values():
    """One in the first year, after the last or of a year outside parts nothing."""
    found = path(INVESTMENT, breaks=(2014, 2026, 2023, 2023, 2010))
    assert found.breaks == (2023,)
    after = found.since_break()
    assert (after.first.year, after.last.year, after.breaks) == (2023, 2025, ())
    assert path(INVESTMENT).since_break() == path(INVESTMENT)


def test_the_latest_direction_is_that_of_five_years():
    """From the value of five years ago, or the next one known; a short series whole."""
    assert path(INVESTMENT).latest_change == pytest.approx(11.1 - 41.1)
    assert of(1, None, 3, 4, 5, 6, 7).latest_change == 4
    assert of(1, 3).latest_change == 2


@pytest.mark.parametrize(
    ("values", "record", "lowest", "highest"),
    [
        ((5, 4, 3, 2, 1), "lowest", 5, 1),
        ((1, 2, 3, 4, 5), "highest", 1, 5),
        ((1, 2, 3, 4), "", 1, 4),
        ((1, 5, 4, 3, 2), "", 4, 1),
        ((1, 5, 4, 3, 1), "", 4, 1),
        ((3, 1, 4, 4, 2), "", 3, 1),
    ],
)
def test_a_record_beats_all_of_five_years_or_more(values, record, lowest, highest):
    """A value equal to an earlier one is no record; years are counted with this one."""
    found = of(*values)
    assert (found.record, found.lowest_in, found.highest_in) == (record, lowest, highest)


def test_runs_end_where_a_year_fails_or_is_missing():
    """The longest, of two equal ones the later; the last one only if it reaches the last year."""
    found = of(1, 1, 1, 0, 1, 1, None, 1, 1, 1)
    low = found.longest_run(lambda point: point.value == 1)
    assert low == YearRun(2021, 2023, 3)
    assert found.last_run(lambda point: point.value == 1) == YearRun(2021, 2023, 3)
    assert found.last_run(lambda point: point.value == 0) == YearRun(0, 0, 0)
    assert found.longest_run(lambda point: point.value > 1) == YearRun(0, 0, 0)


def test_without_values_there_is_no_path():
    """An empty series has no ends."""
    assert path({}) is None


@given(SERIES)
def test_upside_down_a_path_is_its_mirror(series):
    """What rose falls, a peak is a trough; what is flat, a step or too short stays so."""
    mirror = {"up": "down", "down": "up", "peak": "trough", "trough": "peak"}
    values = [series[year] for year in sorted(series)]
    low, high = sorted((values[0], values[-1]))
    assume(max(values) - high != low - min(values) or max(values) == high)
    shape = path(series).shape(1)
    turned = path({year: -value for year, value in series.items()}).shape(1)
    assert turned == mirror.get(shape, shape)


@given(SERIES)
def test_a_direction_is_never_claimed_against_the_rule(series):
    """Where a word for the whole span is allowed, each condition holds when computed anew."""
    found = path(series)
    shape = found.shape(1)
    if shape not in ("up", "down"):
        return
    years = sorted(series)
    first, last = series[years[0]], series[years[-1]]
    way = 1 if shape == "up" else -1
    assert way * (last - first) >= 1
    steps = [series[y] - series[y - 1] for y in years if y - 1 in series]
    if len(years) > 3 and steps:
        assert max(way * step for step in steps) <= abs(last - first) / 2
    since = next(series[year] for year in years if year >= max(years[0], years[-1] - 5))
    assert way * (last - since) > -1


@given(SERIES, st.integers(2010, 2030))
def test_the_parts_of_a_path_are_parts_of_the_series(series, cut):
    """Extremes are reached, steps are differences, and what follows a break begins with it."""
    found = path(series, breaks=(cut,))
    assert isinstance(found, SeriesPath)
    assert found.highest.value == max(series.values())
    assert found.lowest.value == min(series.values())
    assert {step.change for step in found.steps} <= {
        series[y] - series[y - 1] for y in series if y - 1 in series and y != cut
    }
    assert all(point.year >= cut for point in found.since_break().points) or not found.breaks
