"""Shift-share of the year: the parts add up to growth, and are those of the raw figures."""

import pytest

from generator.classifications.regions import NATION
from generator.findings.choosing.drivers.shift_claims import parts
from generator.findings.measures import GROWTH
from generator.findings.measuring.accounts.growth_shift import PARTS, growth_shift, shift_facts
from generator.findings.measuring.indicators import indicators

SERVICES = "IKMNOPQRS"


@pytest.fixture(scope="module", params=(2023, 2025))
def ind(panel, request):
    """Indicators of two years."""
    return indicators(panel, request.param)


def test_the_parts_add_up_to_published_growth_of_every_region(ind):
    """Exactly, and every region whose sections say nearly all has them."""
    split = {code: growth_shift(ind, code) for code in ind.distribution(GROWTH)}
    assert sum(each is not None for each in split.values()) >= 17
    for code, found in split.items():
        if found is not None:
            total = found.national + found.mix + found.regional + found.rest
            assert total == pytest.approx(ind.value(GROWTH, code), abs=1e-12)


def test_the_parts_are_those_of_the_raw_figures(panel, ind):
    """Shares of last year and growth of sections, straight from the rows."""
    rows = panel.observations
    gva = rows[rows["table"].eq("gva_by_industry") & rows["year"].eq(ind.year - 1)]
    volume = rows[rows["table"].eq("gva_volume_index") & rows["year"].eq(ind.year)]
    growth = volume.pivot(index="region", columns="industry", values="value") - 100
    for code in ("KZ-23", "KZ-39", "KZ-61"):
        own = gva[gva["region"].eq(code)].set_index("industry")["value"]
        whole = gva[gva["region"].eq(NATION)].set_index("industry")["value"]
        mix = regional = national = 0.0
        for column in (*"ABCDEFGHJL", "OTHER_SERVICES"):
            letters = list(SERVICES) if column == "OTHER_SERVICES" else [column]
            share = own[letters].sum() / own[list("ABCDEFGHJL" + SERVICES)].sum()
            part = whole[letters].sum() / whole[list("ABCDEFGHJL" + SERVICES)].sum()
            mix += share * growth.loc[NATION, column]
            national += part * growth.loc[NATION, column]
            regional += share * (growth.loc[code, column] - growth.loc[NATION, column])
        found = growth_shift(ind, code)
        assert found.mix == pytest.approx(mix - national)
        assert found.regional == pytest.approx(regional)


def test_facts_and_sentence_carry_the_same_numbers(ind):
    """Four facts with sources, one sentence; the nation has neither."""
    facts = shift_facts("2026-11-30", ind, "KZ-23")
    assert [each.measure for each in facts] == list(PARTS)
    assert all(each.sources for each in facts)
    (told,) = parts(ind, "KZ-23")
    assert told.key == "shift.parts"
    slots = ("u", "pp_signed", "pp0_signed", "v0")
    assert [told.slots[name].value for name in slots] == [each.value for each in facts]
    assert parts(ind, NATION) == shift_facts("2026-11-30", ind, NATION) == ()


def test_a_year_without_indices_by_section_is_not_split(quoted):
    """The figures of 2023 have no volume by section: nothing is said."""
    early = indicators(quoted, 2022)
    assert growth_shift(early, "KZ-23") is None
    assert parts(early, "KZ-23") == ()
