"""Districts: where they belong."""

import pytest

from generator.classifications.districts import District, Districts

LIST = Districts(
    (
        District("231000000", "KZ-23", "city", "Атырау Қ.Ә.", "Атырау Г.А."),
        District("103200000", "KZ-10", "district", "Абай ауданы", "Абайский район"),
    )
)


def test_districts_come_in_the_order_of_their_codes():
    """The order of the classifier, whatever order they were given in."""
    assert [each.code for each in LIST] == ["103200000", "231000000"]
    assert len(LIST) == 2


def test_a_district_belongs_to_one_region():
    """A region that is not divided has none."""
    assert [each.code for each in LIST.of("KZ-23")] == ["231000000"]
    assert LIST.of("KZ-71") == ()
    assert LIST["103200000"].region == "KZ-10"


def test_an_unknown_code_is_no_district():
    """Neither a region nor a misprint is one."""
    assert "231000000" in LIST
    assert "KZ-23" not in LIST
    with pytest.raises(KeyError):
        LIST["999999999"]
