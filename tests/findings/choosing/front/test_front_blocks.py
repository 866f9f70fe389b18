"""Blocks of a first page: the chart follows the lead, and no indicator stands in two of them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.classifications.regions import NATION
from generator.findings.brief import Considered, Front, FrontBlocks
from generator.findings.choosing.front.front_blocks import (
    FACTS,
    PLAIN,
    absent,
    front_blocks,
    moved_shares,
    plain_facts,
)
from generator.findings.choosing.front.front_charts import front_chart
from generator.findings.choosing.front.national_blocks import (
    gap_to_close,
    jobs_without_growth,
    national_blocks,
)
from generator.findings.choosing.importance.drafts import View
from generator.findings.claims import Claim, IndustrySlot, Number, TextSlot, Year
from generator.findings.facts import Fact
from generator.findings.measures import PLAIN_NAMES, plain_name
from generator.findings.measuring.trajectories import Trajectory
from tests.findings.choosing.drawn_indicators import ONE, YEARS, country, ending, view
from tests.findings.small_world import YEAR, shown


def front(family, form, head=None, lead=(), asked=()):
    """Make a first page that one family leads."""
    considered = Considered(family, "x", form, "headline", 1.0, {})
    return Front(head or Claim("front.fell", "L2"), lead, (), asked, (), (considered,))


def fact(measure, value=1.0, rank=1, period=YEAR):
    """Make a fact with its place among twenty."""
    sources = ("BNS",)
    return Fact(
        ONE, measure, value, "percent", 1, period, "v", "computed", sources, rank=rank, of=20
    )


def trajectory(own, nation):
    """Make the trajectory of a region over the last years, both 100 at first."""
    years = range(YEAR - len(own) + 1, YEAR + 1)
    lines = [dict(zip(years, each, strict=True)) for each in (own, nation)]
    return {ONE: Trajectory(ONE, (ONE,), years[0], *lines, (), None, float("nan"))}


SHARES = {
    year: {ONE: {"A": 0.2, "B": 0.3 + 0.05 * (year == YEAR)}, NATION: {"A": 0.1, "B": 0.2}}
    for year in YEARS
}


@pytest.mark.parametrize(
    ("family", "form", "measures", "title"),
    [
        ("swing", "growth_bars", ("real_growth",), "chart.years"),
        ("growth_of_the_year", "region_bars", ("real_growth",), "chart.ranked"),
        ("basic_unemployment_rate", "region_bars", ("unemployment_rate",), "chart.ranked"),
        ("jobs", "two_strips", ("employment_growth", "real_growth"), "chart.two"),
        ("contrast", "two_strips", ("grp_per_capita", "real_growth"), "chart.two"),
        (
            "dominant_industry",
            "industry_bars",
            ("share_in_grp", "largest_share"),
            "chart.industry",
        ),
        ("run", "index_line", ("growth_phase",), "chart.index"),
        ("real_output_per_head", "index_line", ("trend_growth",), "chart.index_head"),
        ("prices_and_volume", "index_line", ("deflator",), "chart.prices"),
    ],
)
def test_the_form_of_the_chart_follows_the_lead(family, form, measures, title):
    """All five forms, each with the measures of its family and a title that states them."""
    changed = {"grp": {ONE: {year: 100.0 * 1.2 ** (year - 2014) for year in YEARS}}}
    seen = view(changed, shares=SHARES, trajectories=trajectory((100, 104, 108), (100, 105, 110)))
    chart, titles = front_chart(seen, front(family, form))
    assert (chart.form, chart.measures) == (form, measures)
    assert [claim.key for claim in titles] == [title]


@pytest.mark.parametrize(
    ("family", "measure", "key"),
    [
        ("investment", "investment_to_grp", "chart.years"),
        ("ratio_to_nation", "ratio_to_nation", "chart.ratio"),
    ],
)
def test_a_record_is_a_line_with_its_other_extreme(family, measure, key):
    """The title has the extreme that the lead tells, and this year; a ratio is per cent."""
    lead = (Claim("front.invest", "L23", {"v0": Number(30.0), "y0": Year(2016), "v1": Number(1)}),)
    chart, (title,) = front_chart(view(), front(family, "index_line", lead=lead))
    assert (chart.measures, title.key) == ((measure,), key)
    assert shown(title)["y0"] == 2016
    if measure == "ratio_to_nation":
        assert set(chart.nation.values()) == {100.0}
        assert chart.own[YEAR] == pytest.approx(100 * view().value(measure))


def test_output_per_head_is_output_over_people():
    """The index that is drawn is that of the volume over that of the population."""
    people = {"population": {ONE: {YEAR - 2: 100.0, YEAR - 1: 110.0, YEAR: 120.0}}}
    seen = view(people, trajectories=trajectory((100, 110, 108), (100, 105, 110)))
    chart, (title,) = front_chart(seen, front("real_output_per_head", "index_line"))
    assert list(chart.own.values()) == pytest.approx([100, 100, 90])
    assert shown(title)["v"] == pytest.approx(-10)


def test_a_lead_without_figures_for_its_chart_has_growth_by_year():
    """Without a trajectory there is no line; growth of every year is drawn instead."""
    chart, _ = front_chart(view(), front("run", "index_line"))
    assert chart.form == "growth_bars"
    assert chart.own.keys() <= chart.nation.keys()


def test_the_industry_is_the_one_of_the_lead_and_so_is_the_year():
    """The earlier shares are those of the year that the headline compares with."""
    slots = {"industry": IndustrySlot("A"), "y0": Year(2016)}
    head = Claim("front.industry_up", "L22", slots)
    chart, (title,) = front_chart(view(shares=SHARES), front("industry", "industry_bars", head))
    assert chart.base == shown(title)["y0"] == 2016
    assert chart.before == pytest.approx({"A": 20.0, "B": 30.0})
    assert shown(title)["industry"] == "A"
    assert shown(title)["share1"] == pytest.approx(10.0)


@given(
    st.lists(
        st.tuples(st.sampled_from(PLAIN), st.integers(1, 20), st.integers(YEAR - 3, YEAR)),
        unique_by=lambda each: each[0],
    ),
    st.sets(st.sampled_from(PLAIN)),
)
def test_facts_are_few_and_told_nowhere_else(drawn, told):
    """At most three, none that another block tells, output per head first."""
    facts = tuple(fact(name, 1.0, rank, period) for name, rank, period in drawn)
    found = plain_facts(facts, YEAR, told)
    assert len(found) == min(FACTS, len({each.measure for each in facts} - told))
    assert not told & set(found)
    assert "grp_per_capita" not in found[1:]


def test_the_fact_that_is_furthest_from_the_middle_comes_first():
    """Places at the ends before the middle, and old figures behind new ones."""
    facts = (
        fact("unemployment_rate", rank=10),
        fact("investment_to_grp", rank=19),
        fact("average_wage", rank=20, period=YEAR - 3),
    )
    found = plain_facts(facts, YEAR, set())
    assert found == ("investment_to_grp", "average_wage", "unemployment_rate")


@pytest.mark.parametrize(
    ("key", "taken"),
    [
        ("ask.jobs_unemployment", {"unemployment_rate", "employment_growth"}),
        ("ask.investment_gone", {"investment_to_grp"}),
        ("ask.output_jobs_b", {"employment_growth"}),
    ],
)
def test_no_indicator_stands_in_two_blocks(key, taken):
    """What another block tells is no fact; where the chart has industries, none follow."""
    facts = tuple(fact(name) for name in PLAIN)
    asked = (Claim(key, "L2"),)
    page = front("contrast", "two_strips", asked=asked)
    blocks, _ = front_blocks(view(shares=SHARES), page, facts)
    assert not (taken | set(blocks.chart.measures)) & set(blocks.facts)
    assert blocks.industries
    page = replace(page, considered=front("switch", "industry_bars").considered)
    blocks, _ = front_blocks(view(shares=SHARES), page, facts)
    assert not blocks.industries


def test_a_region_of_which_nothing_is_said_has_its_plain_facts():
    """Without a lead there is no chart, but facts and industries."""
    blocks, told = front_blocks(view(), None, (fact("average_wage"),))
    assert blocks == FrontBlocks(None, ("average_wage",), industries=True)
    assert told["front.chart"] == ()


def test_a_share_that_moved_is_marked():
    """More than three points in a year are told, with their sign; others are not."""
    (mark,) = moved_shares(view(shares=SHARES))
    assert (mark.key, shown(mark)["industry"]) == ("absent.moved", "B")
    assert shown(mark)["pp"] == pytest.approx(5.0)
    steady = dict.fromkeys(SHARES, SHARES[2014])
    assert moved_shares(view(shares=steady)) == ()


def test_what_is_not_here_names_the_last_year_of_wages():
    """Wages that end before the reference year are said to end."""
    (told,) = absent((fact("average_wage", period=YEAR - 3),), YEAR)
    assert (told.key, shown(told)["year"]) == ("absent.wages", YEAR - 3)
    assert [claim.key for claim in absent((), YEAR)] == ["absent.always"]


def test_the_nation_has_growth_by_year_and_a_question():
    """Its chart has no other line beside it; the question sets jobs beside growth."""
    ind = country({"real_growth": ending(5.0, 6.5, code=NATION)})
    blocks, told = national_blocks(ind, {}, (fact("grp_per_capita"), fact("real_growth")))
    assert (blocks.chart.form, dict(blocks.chart.nation)) == ("growth_bars", {})
    assert blocks.facts == ("grp_per_capita",)
    assert [claim.key for claim in told["front.chart"]] == ["chart.years_alone"]
    assert [claim.key for claim in told["front.question"]] == ["ask.gdp_jobs"]


def test_a_question_to_ministries_where_jobs_keep_up():
    """Then it is about the gap between the first region and the last."""
    ind = country({"real_growth": ending(1.0, code=NATION)})
    assert jobs_without_growth(View(ind, {}, NATION)) is None
    asked = gap_to_close(ind)
    values = ind.of_all("grp_per_capita").values()
    assert asked.key == "ask.gap"
    assert shown(asked)["ratio"] == pytest.approx(max(values) / min(values), abs=1e-6)


def test_a_plain_name_where_there_is_one():
    """The seven measures that a first page names have short names; others keep their own."""
    assert set(PLAIN_NAMES.values()) == {
        "plain.grp_per_capita",
        "plain.real_growth",
        "plain.investment_to_grp",
        "plain.unemployment_rate",
        "plain.average_wage",
        "plain.employment_growth",
        "plain.transfer_share",
    }
    assert plain_name("hhi") == "measure.hhi"
    named = front_chart(view(), front("basic_unemployment_rate", "region_bars"))[1][0]
    assert named.slots["indicator"] == TextSlot("plain.unemployment_rate")
