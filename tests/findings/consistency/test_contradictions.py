"""No claim of a brief denies its figures or another claim; each rule fails when it is broken."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from generator.classifications.regions import NATION
from generator.dataset.vintages import load
from generator.errors import ExitCode
from generator.findings.brief_set import prepare
from generator.findings.choosing.national_claims import national_brief
from generator.findings.choosing.regional_claims import regional_brief
from generator.findings.choosing.study import study
from generator.findings.claims import (
    About,
    Claim,
    Count,
    IndustrySlot,
    KeyMessage,
    Listing,
    Number,
    Rank,
    TextSlot,
    Verbatim,
    Year,
)
from generator.findings.consistency.attribution import attributed
from generator.findings.consistency.contradictions import (
    RULES,
    Contradictions,
    consistent,
    contradictions,
)
from generator.presentation.localisation.language import Language
from generator.project import LANGUAGES, Project
from tests.findings.small_world import TWENTY, studied, world
from tests.simulation.economy import Design, economy

YEARS = tuple(range(2014, 2026))


@pytest.fixture(scope="module")
def computed(panel):
    """Everything computed for the newest year."""
    return study(panel, 2025)


@pytest.fixture(scope="module")
def atyrau(computed):
    """A sound brief: first in output per head, last in diversification."""
    return regional_brief(computed, "KZ-23")


def broken(brief, place, *claims):
    """Put claims at a place of a brief, and name the rules that are broken."""
    told = replace(brief, claims={**brief.claims, place: claims})
    return {each.rule for each in contradictions(attributed(told))}


def message(brief, head, *body):
    """Add a key message to a brief, and name the rules that are broken."""
    told = replace(brief, messages=(*brief.messages, KeyMessage(head, body)))
    return {each.rule for each in contradictions(attributed(told))}


def test_the_briefs_of_the_newest_year_contradict_nothing(computed, atyrau):
    """A region of every kind and the nation."""
    regions = ("KZ-11", "KZ-43", "KZ-47", "KZ-61", "KZ-62", "KZ-71", "KZ-79")
    briefs = (national_brief(computed), atyrau, *(regional_brief(computed, r) for r in regions))
    assert [contradictions(each) for each in briefs] == [()] * len(briefs)


@pytest.mark.parametrize("year", [2014, 2018, 2020, 2022])
def test_earlier_years_contradict_nothing(panel, year):
    """The first year, one before the regions were divided, a recession, and a year of breaks."""
    computed = study(panel, year)
    briefs = (national_brief(computed), *(regional_brief(computed, r) for r in ("KZ-23", "KZ-63")))
    assert [contradictions(each) for each in briefs] == [()] * 3


def test_a_rate_of_several_years_names_them(atyrau):
    """A trend without its years; in the title of a chart its subtitle has them."""
    claim = Claim("trend.rose", "L10", {"v": Number(2.6, 1, "percent_signed")})
    assert broken(atyrau, "lede.shocks", claim) == {"several_years_without_years"}
    assert broken(atyrau, "figure.resilience", claim) == set()
    years = {"y0": Year(2014), "y1": Year(2025)}
    assert broken(atyrau, "lede.shocks", replace(claim, slots=claim.slots | years)) == set()


def test_a_figure_of_another_year_names_it(atyrau):
    """Wages are of 2022 in the brief of 2025."""
    items = Listing((TextSlot("by.average_wage"),))
    claim = Claim("t.places_high", "L1", {"items": items})
    assert broken(atyrau, "title.indicators", claim) == {"figure_of_another_year"}
    dated = replace(claim, slots={"items": items, "year": Year(2022)})
    assert broken(atyrau, "title.indicators", dated) == set()


def test_a_fall_is_cited_for_what_fell(atyrau):
    """Output per head beside the nation fell from 3.29 to 2.98; it did not rise."""
    ends = {"v0": Number(3.29, 2), "y0": Year(2014), "v1": Number(2.98, 2), "y1": Year(2025)}
    ends["indicator"] = TextSlot("told.ratio_to_nation")
    for key in ("path.up", "path.flat"):
        found = broken(atyrau, "figure.per_capita", Claim(key, "L22", ends))
        assert "direction_of_another_indicator" in found
    assert broken(atyrau, "figure.per_capita", Claim("path.down", "L22", ends)) == set()


def test_a_shared_place_is_printed_as_a_range(computed):
    """Unemployment of 4.7 is the place of several regions."""
    ind = computed.ind
    shared = next(
        code for code in ind.of_all("unemployment_rate")
        if ind.place("unemployment_rate", code).tied > 1
    )  # fmt: skip
    place = ind.place("unemployment_rate", shared)
    brief, about = regional_brief(computed, shared), About(("unemployment_rate",), last=2025)
    slots = {"rank": Rank(place.rank), "n_regions": Count(place.of)}
    alone = Claim("level.head_rank", "L1", slots, about=about)
    assert broken(brief, "group", alone) == {"tie_as_one_place"}
    slots["rank"] = Rank(place.rank, place.tied)
    assert broken(brief, "group", replace(alone, slots=slots)) == set()


@pytest.mark.parametrize(("region", "side"), [("KZ-10", "above"), ("KZ-10", "below")])
def test_a_small_gap_is_no_difference(computed, region, side):
    """4.7 and 4.6 per cent of a sample are neither above nor below one another."""
    claim = Claim(f"unemployment.head_{side}", "L1")
    found = broken(regional_brief(computed, region), "figure.unemployment", claim)
    assert found == {"small_gap_as_difference"}


def test_a_difference_is_not_about_the_same(atyrau):
    """11.1 and 14.7 per cent: neither "about as in the country" nor above."""
    for key in ("invest.head_same", "invest.head_above"):
        slots = {"v": Number(11.1, 1), "u": Number(14.7, 1)}
        found = broken(atyrau, "figure.investment", Claim(key, "L1", slots))
        assert found == {"small_gap_as_difference"}


def test_superlatives_stand_at_the_ends_alone(computed):
    """The second of twenty is not the most; the last is not "among the less"."""
    astana, atyrau = (regional_brief(computed, code) for code in ("KZ-71", "KZ-23"))
    assert broken(astana, "group", Claim("level.head_worst", "L1")) == {"superlative_off_the_ends"}
    assert broken(atyrau, "group", Claim("level.head_best", "L1")) == set()
    assert broken(atyrau, "group", Claim("variety.head_less", "L6")) == {
        "extreme_without_its_name"
    }


def test_a_share_that_moved_has_its_mark(computed):
    """Manufacturing of Ulytau was 26.8 per cent a year before."""
    ulytau = regional_brief(computed, "KZ-62")
    assert any(each.key == "structure.moved" for each in ulytau.claims["lede.structure"])
    without = {
        place: tuple(each for each in claims if each.key != "structure.moved")
        for place, claims in ulytau.claims.items()
    }
    messages = tuple(
        KeyMessage(each.head, tuple(one for one in each.body if one.key != "structure.moved"))
        for each in ulytau.messages
    )
    found = contradictions(replace(ulytau, claims=without, messages=messages))
    assert {each.rule for each in found} == {"moved_share_without_its_mark"}


def test_a_place_stands_only_where_another_measure_agrees(computed):
    """Far from the nation's structure by one variance, near by the other."""
    ind = computed.ind
    split = next(
        code
        for code in ind.of_all("lq_var_pop")
        if ind.place("lq_var_weighted", code).rank <= 8 and ind.place("lq_var_pop", code).rank > 11
    )
    brief = regional_brief(computed, split)
    claims = {place: each for place, each in brief.claims.items() if place != "group"}
    told = broken(replace(brief, claims=claims), "twins", Claim("difference.head_far", "L5"))
    assert "alternative_on_the_other_side" in told
    slots = {"group": TextSlot("group.close")}
    named = broken(
        brief, "group", Claim("group.differs", "L5", slots), Claim("difference.head_far", "L5")
    )
    assert "alternative_on_the_other_side" not in named


def test_key_industries_are_above_the_nation_now(atyrau):
    """Agriculture of Atyrau is a fraction of the nation's."""
    claim = Claim("structure.key_one", "L7", {"items": Listing((IndustrySlot("A"),))})
    assert broken(atyrau, "group", claim) == {"key_industry_below_the_nation"}
    claim = Claim("structure.key_one", "L7", {"items": Listing((IndustrySlot("B"),))})
    assert broken(atyrau, "group", claim) == set()


def test_an_industry_that_is_compared_has_a_name(atyrau):
    """ "The share of this industry in GDP is 11.7 %": of which?"""
    slots = {"share": Number(11.7, 1, "percent")}
    assert broken(atyrau, "group", Claim("structure.national", "L1", slots)) == {
        "unnamed_industry"
    }
    named = Claim("structure.national", "L1", slots | {"industry": IndustrySlot("B")})
    assert broken(atyrau, "group", named) == set()


def test_opposite_signs_on_one_page_need_a_bridge(computed):
    """Astana: output grew by 67.6 per cent, output per head has a falling trend."""
    astana = regional_brief(computed, "KZ-71")
    told = astana.claims["lede.shocks"]
    assert "bridge.people" in {each.key for each in told}
    without = tuple(each for each in told if not each.key.startswith("bridge."))
    assert "opposite_signs_without_bridge" in broken(astana, "lede.shocks", *without)


def test_prices_are_a_bridge_too(atyrau):
    """Faster growth beside a lower ratio to the nation, without a word on prices and people."""
    years = {"y0": Year(2015), "y1": Year(2025)}
    pace = Claim("growth.pace_faster", "L2", years)
    told = replace(atyrau, claims={**atyrau.claims, "title.growth": (pace,)})
    ends = {"v0": Number(3.29, 2), "y0": Year(2014), "v1": Number(2.98, 2), "y1": Year(2025)}
    ends["indicator"] = TextSlot("told.ratio_to_nation")
    down = Claim("path.down", "L22", ends)
    told = replace(told, claims={**told.claims, "figure.per_capita": (down,)})
    assert broken(told, "lede.growth") == {"opposite_signs_without_bridge"}
    parts = {name: Number(1.0, 1) for name in ("v", "u", "v0", "u0", "v1", "u1")}
    bridge = Claim("bridge.prices", "L2", {**parts, "y0": Year(2014), "y1": Year(2025)})
    assert broken(told, "lede.growth", bridge) == set()


def test_a_trend_whose_newest_year_turned_has_its_but(computed):
    """Output per head of Astana has a falling trend and grew in the newest year."""
    astana = regional_brief(computed, "KZ-71")
    told = astana.claims["lede.shocks"]
    assert "trend.but_rose" in {each.key for each in told}
    without = tuple(each for each in told if not each.key.startswith("trend.but"))
    assert broken(astana, "lede.shocks", *without) == {"trend_against_the_newest_year"}


def test_more_varied_here_is_not_less_varied_there(computed):
    """Turkistan was among the more diversified, and below the nation."""
    brief = regional_brief(computed, "KZ-61")
    title = Claim("t.group_intermediate_below", "L5")
    assert "more_and_less_varied" in broken(
        brief, "title.structure", title, Claim("variety.head_more", "L6")
    )
    assert broken(brief, "title.structure", Claim("t.group_intermediate_above", "L5")) == set()


def test_a_message_has_one_subject(atyrau):
    """A head about trade, a body about entropy."""
    head = Claim("invest.head_below", "L1")
    other = {"v": Number(4.9, 1), "u": Number(4.6, 1), "year": Year(2025)}
    assert message(atyrau, head, Claim("unemployment.above", "L1", other)) == {
        "two_subjects_in_a_message"
    }
    own = {"v": Number(11.1, 1), "u": Number(14.7, 1), "year": Year(2025)}
    assert message(atyrau, head, Claim("invest.below", "L1", own)) == set()


def test_a_break_is_not_crossed_in_silence(atyrau):
    """The rank of 2025 against that of 2022 lies across the taxes of 2023."""
    about = About(("grp_per_capita",), "nominal", "thousand_kzt", 2022, 2025, "past")
    slots = {"y0": Year(2022), "rank0": Rank(2), "rank1": Rank(1)}
    claim = Claim("rank.up", "L2", slots, count=1, about=about)
    assert broken(atyrau, "group", claim) == {"break_crossed_in_silence"}
    said = Claim("break.crossed", "note", {"items": Listing((Year(2023),))})
    assert broken(atyrau, "group", claim, said) == set()
    assert broken(atyrau, "figure.per_capita", claim) == set()


def test_no_claim_names_a_file(atyrau):
    """Whether a file is there is known only where it is written."""
    slots = {"share": Number(1.0, 1), "year": Year(2025), "name": Verbatim("facts.json")}
    assert broken(atyrau, "group", Claim("growth.share", "L1", slots)) == {
        "file_that_nobody_wrote"
    }


def test_every_rule_is_broken_on_purpose_above():
    """The names in this module are those of the rules."""
    text = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in RULES if f'"{name}"' not in text] == []


def test_a_contradiction_stops_the_build_with_all_of_them_named(atyrau, monkeypatch):
    """Rule, brief, place and message, before anything is put into words."""
    bad = attributed(
        replace(atyrau, claims={**atyrau.claims, "group": (Claim("variety.head_more", "L6"),)})
    )
    with pytest.raises(Contradictions) as stopped:
        consistent([atyrau, bad])
    assert stopped.value.exit_code == ExitCode.PROBLEMS
    (problem, *_) = stopped.value.problems
    told = {name: problem.slots[name] for name in ("brief", "item", "found")}
    assert told == {"brief": "KZ-23", "item": "group", "found": "variety.head_more"}
    for code in LANGUAGES:
        slots = {name: Verbatim(text) for name, text in problem.slots.items()}
        said = Language.load(Project.here().locales, code).say(problem.key, **slots)
        assert "variety.head_more" in said
    rules = "generator.findings.consistency.contradictions.RULES"
    monkeypatch.setattr(rules, {"any": lambda brief: iter(())})
    assert consistent([bad]) == (bad,)


def made_up(seed, national, *, rng_years=12):
    """Make twenty regions from the simulator: shares that wander, growth around the nation's."""
    rng = np.random.default_rng(seed)
    relative = economy(rng, Design(20, rng_years)).panel["lnrcc"]
    index = {NATION: [100 + each for each in national]}
    people = {NATION: [20_000 * 1.013**year for year in range(rng_years)]}
    for code, name in zip(TWENTY, sorted(relative.index.unique(0)), strict=True):
        own = np.exp(relative.loc[name].to_numpy() / 5)
        index[code] = [float(rate * of) for rate, of in zip(index[NATION], own, strict=True)]
        start, step = rng.uniform(300, 2000), rng.uniform(0.99, 1.03)
        people[code] = [float(start * step**year) for year in range(rng_years)]
    grp, sections = {}, {}
    for code in (*TWENTY, NATION):
        prices = 1 + rng.uniform(0.02, 0.12, rng_years)
        grown = np.cumprod(np.array(index[code]) / 100 * prices)
        grp[code] = [float(each) for each in people[code][0] * rng.uniform(2, 9) * grown]
        wander = np.exp(np.cumsum(rng.normal(0, 0.12, (rng_years, 4)), axis=0))
        shares = wander * rng.uniform(0.5, 4, 4)
        shares /= shares.sum(axis=1, keepdims=True)
        sections[code] = [
            dict(zip("ABCG", (float(total * part) for part in row), strict=True))
            for total, row in zip(grp[code], shares, strict=True)
        ]
    rates = {code: [float(each) for each in rng.normal(4.8, 0.3, rng_years)] for code in grp}
    invested = {
        code: [float(total * rng.uniform(0.08, 0.4)) for total in totals]
        for code, totals in grp.items()
    }
    return world(
        TWENTY,
        grp=grp,
        grp_volume_index=index,
        average_population=people,
        gva_by_industry=sections,
        unemployment_rate=rates,
        fixed_capital_investment=invested,
    )


GROWTH = [4.0, 1.2, 1.1, 4.1, 4.1, 4.5, 3.0, 4.3, 3.2, 5.1, 4.8, 6.5]
RECESSION = [4.0, 1.2, 1.1, 4.1, 4.1, 4.5, -2.5, 4.3, 3.2, 5.1, -1.0, -4.5]


@pytest.mark.parametrize(("seed", "national"), [(1, GROWTH), (2, RECESSION), (3, RECESSION)])
def test_made_up_years_contradict_nothing(seed, national):
    """Growth or recession, with every region and the nation."""
    done = studied(made_up(seed, national))
    briefs = [national_brief(done), *(regional_brief(done, code) for code in TWENTY)]
    assert [each for brief in briefs for each in contradictions(brief)] == []
    assert sum(len(each.claims) for each in briefs) > 300


def test_the_check_reads_briefs_as_they_were_known_then(quoted):
    """The vintage of 2023 contradicts nothing in its newest year either."""
    assert quoted.vintage < load(Project.here(), None).vintage
    assert len(prepare(quoted, 2022, ("KZ-23", NATION))) == 2
