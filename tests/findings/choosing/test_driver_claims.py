"""What drove real growth: driver and brake, growth in tenge beside it, the group of services."""

from dataclasses import replace

import pandas as pd
import pytest

from generator.classifications.industries import OTHER_SERVICES
from generator.classifications.regions import NATION
from generator.findings.choosing.drivers import driver_claims
from generator.findings.measuring.section_tables import NO_GROWTH
from tests.findings.small_world import (
    CITY,
    NORTH,
    SOUTH,
    TWENTY,
    YEAR,
    at,
    brief,
    over,
    said,
    shown,
    studied,
    world,
)

SECTIONS = "ABCG"
BEFORE = over(SECTIONS, (20, 30, 40, 10))


def country(volume, now=BEFORE, growth=2.0, regions=(NORTH, SOUTH, CITY)):
    """Make a country in which every region has these indices and this output in the year."""
    everywhere = (*regions, NATION)
    return world(
        regions,
        grp=dict.fromkeys(everywhere, (110, 110)),
        gva_by_industry=dict.fromkeys(everywhere, (BEFORE, now)),
        gva_volume_index=dict.fromkeys(everywhere, over(SECTIONS, volume)),
        grp_volume_index=dict.fromkeys(everywhere, 100 + growth),
    )


def test_driver_and_brake_stand_with_their_growth():
    """Three tenths grew by a tenth, two tenths fell by a fifth."""
    told = said(country((80, 110, 100, 100)), NORTH)["driver.both"]
    assert shown(told) == {
        "year": YEAR,
        "v": 2,
        "industry": "B",
        "pp_signed": 3,
        "industry0": "A",
        "pp0_signed": -4,
    }
    assert told.licence == "L4"
    assert told.evidence["residual"] == pytest.approx(3)


@pytest.mark.parametrize(
    ("volume", "key", "slots"),
    [
        ((101, 110, 100, 100), "driver.only", {"industry": "B", "pp_signed": 3}),
        ((80, 99, 100, 100), "driver.none", {"industry0": "A", "pp0_signed": -4}),
    ],
)
def test_where_no_section_fell_or_none_grew_it_is_said(volume, key, slots):
    """A contribution that prints as zero neither drives nor brakes."""
    told = shown(said(country(volume), NORTH)[key])
    assert told == {"year": YEAR, "v": 2, **slots}


def test_where_nothing_moved_nothing_is_said():
    """All indices at a hundred, or a thousandth from it; growth itself is still split."""
    assert at(country((100, 100, 100.01, 100)), "drivers", NORTH) == ["shift.parts"]


@pytest.mark.parametrize(
    ("growth", "title", "section", "other"),
    [
        (2.0, "t.driver", "B", ("driver.took", "A", -4)),
        (-1.0, "t.brake", "A", ("driver.gave", "B", 3)),
    ],
)
def test_a_title_names_what_made_the_change_and_a_sentence_the_other_side(
    growth, title, section, other
):
    """Growth is titled by its driver, a fall by its brake."""
    made = country((80, 110, 100, 100), growth=growth)
    assert at(made, "figure.drivers", NORTH) == [title]
    assert shown(said(made, NORTH)[title])["industry"] == section
    message = driver_claims.message(studied(made).ind, NORTH)
    key, industry, points = other
    assert message.head.key == title
    assert message.body[0].key == key
    assert shown(message.body[0]) == {"industry": industry, "pp_signed": points}


def test_without_known_drivers_there_is_no_message():
    """No volume indices: no title, no sentence, no message."""
    made = world(grp={NORTH: [100, 100], NATION: [100, 100]})
    assert driver_claims.message(studied(made).ind, NORTH) is None
    assert at(made, "figure.drivers", NORTH) == at(made, "drivers", NORTH) == []


def test_another_industry_in_tenge_is_named_with_its_volume_and_prices():
    """Manufacturing gained 8 of 40 in tenge, with a volume a twentieth smaller."""
    made = country((100, 110, 95, 100), now=over(SECTIONS, (20, 33, 48, 10)))
    told = shown(said(made, NORTH)["driver.tenge"])
    assert told["industry"] == "C"
    assert told["pct_signed"] == 20
    assert told["v"] == -5
    assert (1 + told["v"] / 100) * (1 + told["u"] / 100) == pytest.approx(1.2)


def test_the_same_industry_in_tenge_is_not_told_again():
    """The driver gained most in tenge too, and nothing else rose in prices alone."""
    made = country((80, 110, 100, 100), now=over(SECTIONS, (15, 40, 41, 10)))
    assert at(made, "drivers", NORTH) == ["driver.both", "shift.parts"]


@pytest.mark.parametrize(("volume", "told"), [(90, True), (99.9, False)])
def test_a_brake_that_grew_in_tenge_is_told_unless_it_hardly_braked(volume, told):
    """Agriculture fell in volume and rose in tenge, but not by most."""
    made = country((volume, 130, 100, 100), now=over(SECTIONS, (21, 45, 41, 10)))
    assert ("driver.prices" in at(made, "drivers", NORTH)) == told


@pytest.mark.parametrize("lacking", list(SECTIONS))
def test_nobody_is_called_the_driver_while_a_section_has_no_index(lacking):
    """The unknown section may have given most, or taken most: the other regions are told of."""
    made = country((80, 110, 100, 100))
    rows = made.observations
    gone = rows["table"].eq("gva_volume_index") & rows["industry"].eq(lacking)
    holed = replace(made, observations=rows[~(gone & rows["region"].eq(NORTH))])
    assert not any(
        key.startswith(("driver.", "t.driver", "t.brake")) for key in said(holed, NORTH)
    )
    assert "driver.both" in said(holed, SOUTH)
    measured = {
        fact.industry: fact.value
        for fact in brief(holed, NORTH).facts
        if fact.measure == "real_contribution"
    }
    expected = {"A": -4.0, "B": 3.0, "C": 0.0, "G": 0.0}
    del expected[lacking]
    assert measured == pytest.approx(expected)


def grouped(section):
    """Indicators of a region in which this section gave most."""
    points = pd.DataFrame({section: [1.0], "A": [-0.5]}, index=[NORTH])
    apart = replace(
        NO_GROWTH,
        contributions=points,
        residual=pd.Series({NORTH: 0.1}),
        volume=points,
        prices=points,
        nominal=points,
    )
    made = country((100, 100, 100, 100))
    return replace(studied(made).ind, section_growth=apart)


@pytest.mark.parametrize(("section", "told"), [(OTHER_SERVICES, True), ("B", False)])
def test_the_group_of_services_is_said_to_be_one(section, told):
    """Only where a sentence names it."""
    keys = [claim.key for claim in driver_claims.sentences(grouped(section), NORTH)]
    assert ("driver.group" in keys) == told
    message = driver_claims.message(grouped(section), NORTH)
    assert ("driver.group" in [claim.key for claim in message.body]) == told


def test_the_commonest_driver_is_counted_over_the_regions():
    """Trade in 12 of 20 regions; a tie, or one region of each, is not told."""
    index = {code: over(SECTIONS, (100, 100, 100, 120)) for code in TWENTY[:12]}
    index |= {code: over(SECTIONS, (120, 100, 100, 100)) for code in TWENTY[12:]}
    everywhere = (*TWENTY, NATION)
    made = world(
        TWENTY,
        grp=dict.fromkeys(everywhere, (110, 110)),
        gva_by_industry=dict.fromkeys(everywhere, (BEFORE, BEFORE)),
        gva_volume_index=index | {NATION: over(SECTIONS, (100, 100, 100, 100))},
        grp_volume_index=dict.fromkeys(everywhere, 102),
    )
    told = shown(said(made)["t.driver_regions"])
    assert told == {"industry": "G", "k": 12, "n_regions": 20}
    assert driver_claims.commonest_driver(grouped("B")) is None


@pytest.mark.parametrize(
    ("volume", "now", "alone"),
    [(95.9, 41, True), (95.9, 39, False), (100.1, 41, False), (99.96, 41, False)],
)
def test_growth_in_prices_alone_is_a_fall_in_volume_and_a_rise_in_tenge(volume, now, alone):
    """A volume that prints as unchanged did not fall."""
    made = country((100, 100, volume, 100), now=over(SECTIONS, (20, 30, now, 10)))
    assert driver_claims.rises_in_prices_alone(studied(made).ind, NORTH, "C") == alone
