"""Every claim of a brief says what it speaks of: indicators, prices, unit, years, comparator."""

import ast

import pytest

from generator.classifications.regions import NATION
from generator.findings.choosing.national_claims import national_brief
from generator.findings.choosing.regional_claims import regional_brief
from generator.findings.choosing.study import study
from generator.findings.claims import About, Claim, Listing, TextSlot, Year
from generator.findings.consistency.attribution import attributed, prices
from generator.findings.consistency.claim_subjects import (
    SUBJECTS,
    direction_of,
    subject_of,
    superlative,
)
from generator.findings.facts_json import claim_as_json
from generator.findings.measures import MEASURE
from tests.findings.small_world import NORTH, YEAR, brief, said, world
from tests.findings.test_claim_keys import CODE, catalogue, kept, pattern, produced, shape

BESIDE_THE_CATALOGUE = {
    *("theil_t", "gini", "williamson", "sigma", "beta", "coefficient"),
    "entropy_without_mining",
}
"""Figures of the study that are no measure of a subject."""


def all_claims(made):
    """Every claim of a brief, those of its key messages too."""
    for claims in made.claims.values():
        yield from claims
    for message in made.messages:
        yield message.head
        yield from message.body


@pytest.fixture(scope="module", params=[2025, 2019])
def briefs(panel, request):
    """The national brief and some regional ones, of a year of growth and an older one."""
    computed = study(panel, request.param)
    regions = ("KZ-23", "KZ-43", "KZ-61", "KZ-75")
    return national_brief(computed), *(regional_brief(computed, each) for each in regions)


def test_no_claim_of_a_brief_is_without_what_it_speaks_of(briefs):
    """No note: an indicator, and years that the figures reach unless its row says it has none."""
    seen = 0
    for made in briefs:
        for claim in all_claims(made):
            assert claim.about is not None, claim.key
            if claim.licence == "note":
                continue
            row = subject_of(claim.key)
            if row is not None and row.span == "none":
                assert (claim.about.first, claim.about.last) == (None, None), claim.key
                continue
            assert claim.about.indicators, claim.key
            assert claim.about.unit, claim.key
            known = {*MEASURE, *BESIDE_THE_CATALOGUE}
            assert set(claim.about.indicators) <= known, claim.key
            assert 2014 <= claim.about.first <= claim.about.last <= made.year + 1, claim.key
            seen += 1
    assert seen > 100


def test_every_message_that_the_code_can_choose_has_a_row_or_is_a_note():
    """A claim without a row would stop the build, unless it says nothing but of the brief."""
    sources = [path.read_text(encoding="utf-8") for path in CODE]
    keys = produced(sources, catalogue())
    without = {key: licences(sources, key) for key in keys if subject_of(key) is None}
    assert len(without) > 40
    no_note = {key: found for key, found in without.items() if found != {"note"}}
    assert no_note == {"title.growth": set()}  # a place of the page, which no claim is called


def test_no_row_is_there_in_vain():
    """A row of a sentence that is gone would hide that a new one has none of its own."""
    keys = produced([path.read_text(encoding="utf-8") for path in CODE], catalogue())
    counted = {"org.stock"}  # has plural forms, which the list of keys leaves out
    assert {row for row in SUBJECTS if not any(key.startswith(row) for key in keys)} == counted


def licences(sources, key):
    """Find the licences of all claims that can bear a key."""
    found = set()
    for scope in (node for text in sources for node in ast.walk(ast.parse(text))):
        if not isinstance(scope, ast.FunctionDef):
            continue
        for call in ast.walk(scope):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Claim":
                told, licence = call.args[:2]
                # Where a variable is the key, whatever the function mentions may be its value.
                if can_be(told if list(kept(told)) else scope, key):
                    found.add(ast.unparse(licence).strip("'"))
    return found


def can_be(node, key):
    """Say whether a text of some code is the key, or may be filled to it."""
    for each in kept(node):
        if isinstance(each, ast.Constant):
            if each.value == key:
                return True
        elif any("." in text for text in shape(each)[0]) and pattern(shape(each)).fullmatch(key):
            return True
    return False


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('Claim("a.one", "L1")', {"L1"}),
        ('Claim(f"a.{way}", "note")', {"note"}),
        ('key = "a.one" if x else "a.two"\n    Claim(key, "L2")', {"L2"}),
        ('Claim("a.one", "note")\n    Claim("a.one", "L1")', {"note", "L1"}),
        ('Claim("a.one", licence)', {"licence"}),
        ('Claim("a.two", "L1")', set()),
    ],
)
def test_licences_are_found_however_a_key_is_put_together(code, found):
    """Whole, with a gap or through a variable, and every one of several."""
    assert licences([f"def f():\n    {code}"], "a.one") == found


def test_a_message_without_a_row_stops_the_build():
    """Nobody could hold it against the others."""
    made = brief(world(grp={NORTH: 100, NATION: 100}), NORTH)
    object.__setattr__(made, "claims", {"deck": (Claim("unheard.of", "L1"),)})
    with pytest.raises(KeyError, match=r"unheard\.of"):
        attributed(made)


def test_what_a_chooser_says_itself_is_kept():
    """A message that may speak of several measures is told which by those who chose it."""
    made = brief(world(grp={NORTH: 100, NATION: 100}), NORTH)
    own = About(("hhi",), unit="index", first=2020, last=2021)
    object.__setattr__(made, "claims", {"deck": (Claim("deck.level", "L1", about=own),)})
    assert attributed(made).claims["deck"][0].about is own


@pytest.mark.parametrize(
    ("key", "direction", "most"),
    [
        ("level.above", 1, False),
        ("growth.pace_slower", -1, False),
        ("unemployment.head_same", 0, False),
        ("level.head_best", 1, True),
        ("level.head_worst", -1, True),
        ("shock.fell_more", -1, False),
        ("shock.fell_less", 1, False),
        ("growth.years_none", -1, False),
        ("level.head_rank", None, False),
        ("rho.schools_same", None, False),
        ("t.above", None, False),
        ("trend.ahead", None, False),
    ],
)
def test_directions_are_words_of_the_key(key, direction, most):
    """Up is 1, down is -1, about the same is 0; counts and correlations state none."""
    assert direction_of(key) == direction
    assert superlative(key) is most


@pytest.mark.parametrize(
    ("indicator", "at"),
    [
        ("real_growth", "real"), ("contribution_pp", "real"), ("trend_growth", "real"),
        ("grp_per_capita", "nominal"), ("entropy_nat", "nominal"), ("theil_t", "nominal"),
        ("unemployment_rate", "none"), ("population", "none"), ("", "none"),
    ],
)  # fmt: skip
def test_prices_follow_from_the_tables(indicator, at):
    """Constant prices where a volume index enters, current ones where only money does."""
    assert prices(indicator) == at


def test_years_are_those_of_the_slots_or_of_the_series():
    """A rank is of this year and the last, a count of years of the whole series."""
    index = [101, 103, 105]
    output = {NORTH: [100, 110, 120], NATION: [100, 100, 100]}
    made = world(grp=output, grp_volume_index={NORTH: index, NATION: [100.5, 100.5, 100.5]})
    told = said(made, NORTH)
    assert spoken(told["growth.years_all"]) == ("real_growth", YEAR - 2, YEAR, "nation", 1)
    assert spoken(told["growth.share"]) == ("share_of_gdp", YEAR, YEAR, "none", None)
    assert spoken(told["growth.pace_faster"]) == ("growth_phase", YEAR - 1, YEAR, "nation", 1)
    assert spoken(told["path.up"]) == ("ratio_to_nation", YEAR - 2, YEAR, "past", 1)
    assert spoken(told["rank.same"])[1:4] == (YEAR - 1, YEAR, "past")


def spoken(claim):
    """What a claim speaks of, in short."""
    about = claim.about
    return about.indicators[0], about.first, about.last, about.comparator, about.direction


def test_phrases_in_the_slots_name_the_indicators():
    """A title of places speaks of the measures that it lists."""
    made = brief(world(grp={NORTH: 100, NATION: 100}), NORTH)
    items = Listing((TextSlot("by.real_growth"), TextSlot("by.grp_per_capita")))
    claim = Claim("t.places_high", "L1", {"items": items, "year": Year(2020)})
    object.__setattr__(made, "claims", {"title.indicators": (claim,)})
    about = attributed(made).claims["title.indicators"][0].about
    assert about.indicators == ("real_growth", "grp_per_capita")
    assert (about.first, about.last, about.spans) == (2020, 2020, False)


def test_the_facts_file_shows_what_a_claim_speaks_of():
    """Indicator, prices, unit, years, comparator, direction, as plain values."""
    made = brief(world(grp={NORTH: 100, NATION: 90}), NORTH)
    (claim,) = (each for each in all_claims(made) if each.key == "level.above")
    assert claim_as_json(claim)["about"] == {
        "indicators": ("grp_per_capita",),
        "prices": "nominal",
        "unit": "thousand_kzt",
        "first": YEAR,
        "last": YEAR,
        "comparator": "nation",
        "direction": 1,
        "superlative": False,
    }
