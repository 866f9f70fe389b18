"""What is chosen for the first page: by the score, fairly among the regions, never twice."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.classifications.breaks import Breaks
from generator.classifications.regions import NATION
from generator.findings.choosing.importance.drafts import Draft, Family, Weighing, weighed
from generator.findings.choosing.importance.front_page import fronts, leads
from generator.findings.choosing.importance.growth_sentence import growth_sentence
from generator.findings.choosing.importance.national_front import headline, national_front
from generator.findings.choosing.importance.questions import question
from generator.findings.choosing.importance.score import Score, agreement, own_distance, recency
from generator.findings.choosing.importance.wordings import WORDINGS, worded
from generator.findings.claims import Claim, KeyMessage
from generator.findings.facts_json import considered_as_json
from generator.presentation.localisation.catalogue import parts, read_catalogue
from generator.project import LANGUAGES, Project
from tests.findings.choosing.drawn_indicators import ONE, country, ending, view
from tests.findings.small_world import NORTH, TWENTY, YEAR, brief, shown, studied, world


def draft(name, value, about=None):
    """Make a draft of a family with a score of about so much."""
    family = Family(name, 1.0, "index_line", frozenset({about or name}))
    return Draft(family, Claim(f"x.{name}", "L1"), (), Score(value, 1.0, 0.0, 1.0))


def test_the_score_is_the_published_formula():
    """Weight times recency times half of one and the agreement times both distances."""
    found = Score(weight=1.2, history=3.0, distance=2.0, agreement=0.5, recency=0.8)
    assert found.value == pytest.approx(1.2 * 0.8 * 1.5 / 2 * 5.0)


def test_the_parts_of_a_score():
    """Distances count up to four, own ones from four earlier values on; a year costs a fifth."""
    assert own_distance(100, [1, 2, 3, 4]) == 4
    assert own_distance(100, [1, 2, 3]) == 0
    assert agreement([True, False]) == agreement([]) == 0.5
    assert recency(YEAR - 2, YEAR) == pytest.approx(0.64)
    assert recency(YEAR, YEAR) == 1


def test_a_measure_is_weighed_against_itself_and_the_others():
    """The values of earlier years, those of all regions, and whether others are on its side."""
    steady = {"real_growth": {ONE: {y: 4 + (y % 3 - 1) for y in range(2014, YEAR)} | {YEAR: 9.0}}}
    family = Family("x", 1.0, "growth_bars", frozenset())
    found = weighed(view(steady), family, Weighing("real_growth", ("average_growth",)))
    assert found.history == pytest.approx(5 / 1.4826)
    assert found.distance == 4
    assert found.agreement == 0  # its average is the lowest
    assert weighed(view(), family, Weighing("entropy_nat")).value == 0


@given(
    st.dictionaries(
        st.sampled_from(TWENTY),
        st.lists(
            st.tuples(st.sampled_from("abcdefgh"), st.integers(1, 50)),
            min_size=1,
            unique_by=lambda pair: pair[0],
        ),
        min_size=1,
    )
)
def test_a_family_leads_no_more_regions_than_allowed(offered):
    """The strongest keep it; only a region that has nothing else left goes beyond."""
    drafted = {
        code: tuple(draft(name, value / 10) for name, value in found)
        for code, found in offered.items()
    }
    chosen = leads(drafted, 4)
    assert chosen.keys() == drafted.keys()
    by_family = {}
    for code, lead in chosen.items():
        by_family.setdefault(lead.family.name, []).append(code)
    for name, codes in by_family.items():
        free = [code for code in codes if any(each.family.name != name for each in drafted[code])]
        within = sorted(codes, key=lambda code: -value_of(chosen[code]))[:4]
        crowded = set(codes) - set(within)
        for code in crowded & set(free):
            others = {each.family.name for each in drafted[code]} - {name}
            assert all(len(by_family.get(other, [])) >= 4 for other in others)


def value_of(found):
    """Give the value of a draft's score."""
    return found.score.value


def test_the_weakest_takes_its_second():
    """Two regions at most: the third leads with another family, in whatever order they come."""
    drafted = {
        code: (draft("a", strength), draft("b", 0.1))
        for code, strength in (("R1", 1.0), ("R2", 3.0), ("R3", 2.0))
    }
    chosen = {code: lead.family.name for code, lead in leads(drafted, 2).items()}
    assert chosen == {"R1": "b", "R2": "a", "R3": "a"}


def made(changed=None):
    """Choose the first pages of a drawn country."""
    return fronts(country(changed), {}, Breaks())


def test_a_first_page_has_a_headline_its_numbers_and_other_facts():
    """The lead begins with growth of the year; facts are of other families and measures."""
    middle = {"grp_per_capita": ending(1000.0, 1000.0)}
    found = made({"real_growth": ending(-6.4, 8.8)} | middle)[ONE]
    assert found.headline.key == "front.resumed"
    assert [claim.key for claim in found.lead] == ["front.growth_now_above", "front.resumed_above"]
    heads = [message.head.key for message in found.facts]
    assert len(heads) == len(set(heads)) == 3
    assert not {"front.fastest", "front.sped_above"} & set(heads)
    assert [each.chosen for each in found.considered].count("headline") == 1
    assert [each.chosen for each in found.considered].count("fact") == 3
    scores = [each.score for each in found.considered]
    assert scores == sorted(scores, reverse=True)
    told = considered_as_json(found.considered[0])
    assert told["parts"].keys() == {"weight", "history", "distance", "agreement", "recency"}
    assert told["form"] == found.considered[0].form


def test_the_same_figures_give_the_same_first_pages():
    """Nothing is drawn by lot, and a fifth of the regions at most lead with a family."""
    first, second = made(), made()
    assert first == second
    names = [
        next(each.family for each in front.considered if each.chosen == "headline")
        for front in first.values()
    ]
    limited = [name for name in names if not name.startswith("basic_")]
    assert all(limited.count(name) <= 4 for name in limited)


@pytest.mark.parametrize(
    ("rates", "key"),
    [
        ((4, 4, 4, 4), "front.growth"),
        ((4, 4, 6, 4), "front.growth"),
        ((3, 3, 3, 3), "front.growth_both_below"),
        ((5, 5, 5, 5), "front.growth_both_above"),
        ((3, 3, 3, 5), "front.growth_now_above"),
        ((6, 6, 6, 3), "front.growth_now_below"),
        ((3, 3, 3, -1), "front.growth_but"),
        ((-5, -5, 1, 1), "front.growth_but"),
        ((-5, -5, 1, -1), "front.growth_any"),
    ],
)
def test_growth_of_the_year_is_always_told_with_four_years(rates, key):
    """The side of the nation's that both are on; a year against the sum gets its "but"."""
    found = growth_sentence(view({"real_growth": ending(*rates)}))
    assert found.key == key
    numbers = shown(found)
    total = 1.0
    for rate in rates:
        total *= 1 + rate / 100
    assert numbers["v0"] == pytest.approx((total - 1) * 100, abs=1e-5)
    assert (numbers["v"], numbers["u"]) == (rates[-1], 4)
    assert (numbers["y0"], numbers["y1"]) == (YEAR - 3, YEAR)


def test_growth_of_fewer_years_is_told_alone():
    """A region with a gap among its last four years; the nation without one."""
    gap = {"real_growth": ending(float("nan"), 3, 3)}
    assert growth_sentence(view(gap)).key == "front.growth_year"
    nation = replace(view(), subject=NATION)
    assert growth_sentence(nation).key == "front.gdp"
    without = {"real_growth": ending(float("nan"), 3, 3, code=NATION)}
    assert growth_sentence(replace(view(without), subject=NATION)).key == "front.gdp_year"


@pytest.mark.parametrize(
    ("rates", "key"),
    [
        ((4, 4, 4, 4, 6.5), "front.gdp_record"),
        ((4, 7, 4, 4, 5.0), "front.gdp_faster"),
        ((4, 7, 4, 4, 3.0), "front.gdp_slower"),
        ((4, 7, 4, 4, 4.1), "front.gdp_same"),
        ((4, 7, 4, 4, 4.2), "front.gdp_same"),
        ((4, 7, 4, 4, 3.7), "front.gdp_slower"),
        ((4, 7, 4, 4, -1.0), "front.gdp_fell"),
    ],
)
def test_the_nation_leads_with_what_growth_did(rates, key):
    """A record of five years or more, a fall, or the pace beside the year before."""
    found = country({"real_growth": ending(*rates, code=NATION)})
    assert headline(found).key == key
    places = national_front(found, {})
    lead = [claim.key for claim in places["front.lead"]]
    assert lead[0] == "front.gdp"
    assert ("front.gdp_leaders" in lead) == (rates[-1] >= 0.5)


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"real_growth": ending(13.0), "employment_growth": ending(1.6)}, "ask.output_jobs"),
        ({"employment_growth": ending(11.0)}, "ask.jobs_output"),
        (
            {"employment_growth": ending(7.1), "unemployment_rate": ending(6.1)},
            "ask.jobs_unemployment",
        ),
        (
            {"investment_to_grp": {ONE: {2018: 47.2, YEAR: 11.1}}},
            "ask.investment_gone",
        ),
        (
            {"investment_to_grp": ending(33.0), "real_growth": ending(1.0)},
            "ask.investment_growth",
        ),
    ],
)
def test_a_question_has_two_numbers_of_the_region(changed, key):
    """The pair that lies furthest apart is asked about; both numbers stand in the question."""
    (found,) = question(view(changed), set())
    assert found.key == key
    assert len({name for name in shown(found) if name[0] in "uv"}) >= 2


def test_a_question_about_money_or_an_industry():
    """Output per head in money far from real output; one industry with a quarter of GRP."""
    money = {"grp": ending(100.0, 130.0), "grp_per_capita": ending(1000.0, 1300.0)}
    assert question(view(money), set())[0].key == "ask.money_volume"
    shares = {year: {ONE: {"B": 0.4}, NATION: {"B": 0.2}} for year in (YEAR - 1, YEAR)}
    assert question(view(shares=shares), set())[0].key == "ask.largest"
    assert question(view(), set()) == ()


def test_a_question_prefers_numbers_that_are_not_told_above():
    """Of two pairs the one whose family leads comes second, and is asked only alone."""
    both = {"real_growth": ending(13.0), "employment_growth": ending(-6.0)}
    gone = {"investment_to_grp": {ONE: {2018: 27.0, YEAR: 20.0}}}
    told = {"jobs", "prices_and_volume"}
    assert question(view(both | gone), told)[0].key == "ask.investment_gone"
    assert question(view(both), told)[0].key == "ask.output_jobs"


def untold(claim):
    """A claim without what is filled in last: what it speaks of."""
    return replace(claim, about=None)


def test_a_brief_prints_its_first_page():
    """Headline, lead, question and facts of the region stand in its brief, and why."""
    levels = {code: [100, 110 + at] for at, code in enumerate(TWENTY)} | {NATION: [2000, 2200]}
    index = {code: [103, 104 + at] for at, code in enumerate(TWENTY)} | {NATION: [103, 106]}
    panel = world(TWENTY, grp=levels, grp_volume_index=index)
    found, front = brief(panel, ONE), studied(panel).fronts[ONE]
    printed = [*found.claims["front.headline"], *found.claims["front.lead"]]
    assert list(map(untold, printed)) == [front.headline, *front.lead]
    facts = [(untold(each.head), tuple(map(untold, each.body))) for each in found.messages]
    assert facts == [(each.head, each.body) for each in front.facts]
    assert found.considered == front.considered
    assert [each.chosen for each in found.considered].count("headline") == 1


def with_claims(*keys, subject="KZ-23"):
    """Make a brief that says these messages, one at a place."""
    plain = brief(world(grp={NORTH: 100, NATION: 100}), NORTH)
    claims = {f"place{at}": (Claim(key, "L1"),) for at, key in enumerate(keys)}
    return replace(plain, subject=subject, claims=claims, messages=())


def test_a_wording_is_fixed_by_subject_and_key():
    """The same in every run; over twenty regions each wording is used."""
    codes = [f"KZ-{number}" for number in range(20)]
    used = {
        worded(with_claims("front.resumed", subject=code)).claims["place0"][0].key
        for code in codes
    }
    assert used == set(WORDINGS["front.resumed"])
    again = worded(with_claims("front.resumed"))
    assert again.claims == worded(with_claims("front.resumed")).claims
    plain = worded(with_claims("level.times"))
    assert plain.claims["place0"][0].key == "level.times"


def test_no_wording_stands_twice_while_there_is_another():
    """Three times the same message takes all three wordings, in messages and elsewhere."""
    made_up = with_claims("front.dominant", "front.dominant")
    message = KeyMessage(Claim("front.dominant", "L1"), ())
    found = worded(replace(made_up, messages=(message,)))
    said = [claims[0].key for claims in found.claims.values()] + [found.messages[0].head.key]
    assert sorted(said) == sorted(WORDINGS["front.dominant"])


@pytest.mark.parametrize("which", ["b", "c"])
@pytest.mark.parametrize(
    "name",
    [
        "resumed",
        "fell",
        "fastest",
        "among_fastest",
        "slowest",
        "among_slowest",
        "average_first",
        "average_high",
        "average_low",
        "average_last",
        "per_head_fell",
        "per_head_rose",
        "behind_run",
        "ahead_run",
        "invest_low",
        "invest_high",
        "ratio_low",
        "ratio_high",
        "overtook",
        "industry_down",
        "industry_up",
        "dominant",
        "contribution_first",
        "contribution",
        "jobs_fell",
        "jobs_rose",
        "prices_up",
        "prices_down",
        "poorest_fastest",
        "poor_fast",
        "rich_slow",
        "sped_above",
        "sped_below",
        "slowed_above",
        "slowed_below",
        "level_above",
        "level_below",
        "level_same",
        "growth",
        "growth_both_above",
        "growth_both_below",
        "jobs",
    ],
)
def test_every_wording_of_a_head_says_the_same(name, which):
    """Its slots are those of the plain one, in every language; its words are others."""
    assert said_alike(f"front.{name}", f"front.{name}_{which}")


@pytest.mark.parametrize(
    "name",
    [
        "year_before",
        "average",
        "run_total",
        "invest",
        "ratio",
        "dominated",
        "gdp_record",
        "growth_now_above",
        "growth_now_below",
        "prices",
        "contributed",
    ],
)
def test_every_second_wording_says_the_same(name):
    """Of the sentences below a headline."""
    assert said_alike(f"front.{name}", f"front.{name}_b")


@pytest.mark.parametrize("which", ["b", "c"])
@pytest.mark.parametrize("name", ["up", "down", "flat", "peak", "trough", "step_up", "step_down"])
def test_every_wording_of_a_path_says_the_same(name, which):
    """Each has the ends, and the turning point of one that turned."""
    assert said_alike(f"path.{name}", f"path.{name}_{which}")


@pytest.mark.parametrize(
    "other",
    [
        "break.crossed_b",
        "break.crossed_c",
        "break.crossed_d",
        "budget.subvention_b",
        "budget.subvention_c",
        "budget.per_head_b",
        "budget.per_head_c",
        "bridge.prices_b",
        "bridge.prices_c",
        "div.entropy_rank_b",
        "div.without_mining_b",
        "div.without_mining_c",
        "driver.prices_b",
        "driver.tenge_b",
        "driver.tenge_c",
        "group.differs_b",
        "group.differs_c",
        "growth.pace_faster_b",
        "growth.pace_faster_c",
        "growth.pace_slower_b",
        "growth.pace_slower_c",
        "invest.above_b",
        "invest.above_c",
        "rank.same_b",
        "rank.same_c",
        "shock.since_less_b",
        "shock.since_less_c",
        "shock.since_more_b",
        "shock.since_more_c",
        "so_far.title_above_b",
        "so_far.title_above_c",
        "so_far.title_below_b",
        "so_far.title_below_c",
        "structure.moved_b",
        "structure.moved_c",
        "t.budget_taxes_b",
        "t.budget_taxes_c",
        "t.budget_transfers_b",
        "t.budget_transfers_c",
        "t.driver_b",
        "t.driver_c",
        "t.lq_b",
        "t.lq_c",
        "t.side_above_b",
        "t.side_above_c",
        "t.side_below_b",
        "t.side_below_c",
        "t.since_grew_b",
        "t.since_grew_c",
        "t.since_grew_together_b",
        "trend.fell_b",
        "trend.fell_c",
        "trend.rose_b",
        "trend.rose_c",
        "trend.unclear_b",
        "trend.unclear_c",
        "twin.less_b",
        "twin.less_c",
        "twin.more_b",
        "twin.more_c",
        "unemployment.same_b",
        "unemployment.same_c",
    ],
)
def test_every_wording_of_a_sentence_of_the_pages_says_the_same(other):
    """A claim that most regions share is told in several ways, by the same numbers."""
    assert said_alike(other[:-2], other)


@pytest.mark.parametrize("name", ["output_jobs", "investment_gone", "money_volume", "largest"])
def test_every_second_wording_of_a_question_asks_the_same(name):
    """Of the two numbers that rub against each other."""
    assert said_alike(f"ask.{name}", f"ask.{name}_b")


def said_alike(plain, other):
    """Whether two wordings of a message differ in nothing but their words."""
    pairs = [
        [read_catalogue(Project.here().locales, code).messages[key] for key in (plain, other)]
        for code in LANGUAGES
    ]
    return other in WORDINGS[plain] and all(
        first != second and slots_of(first) <= slots_of(second) | WITH_YEAR
        for first, second in pairs
    )


WITH_YEAR = {"year", "y0", "n_regions", "industry0", "share", "v", "n_years"}
"""Slots that one wording may say and another may leave to the sentences below."""


def slots_of(message):
    """Name the slots of a message, without the forms that they stand in."""
    return {field.partition(".")[0] for _, field in parts(str(message)) if field}
