"""Labels of regions and districts in offices' tables."""

import pytest

from generator.dataset.intake.vocabulary.periods import names_part, parse_period
from generator.dataset.intake.vocabulary.territory_names import (
    DistrictNames,
    RegionNames,
    read_aliases,
)
from generator.dataset.vintages import read_lists
from generator.errors import DataProblems
from generator.project import Project


@pytest.fixture(scope="module")
def lists():
    return read_lists(Project.here())


@pytest.fixture(scope="module")
def names(lists):
    return read_aliases(Project.here().classifications, lists.regions)


@pytest.mark.parametrize(
    ("label", "region"),
    [
        ("Batys Kazakhstan", "KZ-27"),
        ("Soltustik Кazakhstan", "KZ-59"),
        ("Ontustik Kazakhstan", "KZ-YUZ"),
        ("Shygys Kazakhstan", "KZ-63"),
        ("г.Шымкент", "KZ-79"),
        ("Shimkent city 3)", "KZ-79"),
        ("Akmolinskaya", "KZ-11"),
        ("Аktobе", "KZ-15"),
        ("Шығыс  Қазақстан", "KZ-63"),
        ("КЫЗЫЛОРДИНСКАЯ ОБЛАСТЬ", "KZ-43"),
        ("Region Abay", "KZ-10"),
        ("Алматы облысы", "KZ-19"),
        ("Almaty city", "KZ-75"),
        ("Нур-Султан (город)", "KZ-71"),
        ("190000000", "KZ-19"),
    ],
)
def test_a_label_names_its_region(names, label, region):
    """Spellings of the Bureau, with mixed letters, footnotes and words for the kind, are known."""
    assert names.candidates(label) == {region}


@pytest.mark.parametrize(
    "label",
    ["Ақмола а.", "Абай ауданы", "Түркістан қаласы", "Aktobe city", "Семей қ.ә.", "Batis", ""],
)
def test_what_is_smaller_or_only_alike_is_no_region(names, label):
    """A village, a district, a town of a region's name, or a misspelling is never the region."""
    assert names.candidates(label) == frozenset()


def test_almaty_alone_stays_doubtful(names):
    """The bare name is the oblast only beside the city with its word, and the other way round."""
    assert names.resolve(["Алматы"]) == {}
    assert names.resolve(["Алматы", "Алматы қаласы"])["Алматы"] == "KZ-19"
    assert names.resolve(["Almaty", "Almaty region"])["Almaty"] == "KZ-75"
    assert names.doubtful("Almaty") == ("KZ-19", "KZ-75")


def test_confirmed_labels_extend_the_table(names):
    """A label is known once a person has said what it means."""
    assert names.extended([("Batis", "KZ-27")]).candidates("BATIS 2)") == {"KZ-27"}


def test_one_name_cannot_stand_for_two_oblasts(lists, tmp_path):
    """A table of aliases that contradicts itself is refused, also by look-alike letters."""
    text = "alias,region\nAbai,KZ-10\nАbаi,KZ-11\n"
    (tmp_path / "region_aliases.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DataProblems):
        read_aliases(tmp_path, lists.regions)


def test_districts_are_known_within_their_region(lists):
    """Districts of one name in several regions are told apart by the region above them."""
    districts = DistrictNames(lists.districts)
    found = {code: districts.resolve(code, "Абай ауданы") for code in ("KZ-10", "KZ-35", "KZ-79")}
    assert found == {"KZ-10": "103200000", "KZ-35": "353200000", "KZ-79": ""}


def test_every_region_has_aliases_in_the_three_languages(names, lists):
    """The names that the briefs print are understood when they come back."""
    assert isinstance(names, RegionNames)
    for region in lists.regions:
        assert region.code in names.candidates(region.iso_name.removesuffix(" oblysy"))


@pytest.mark.parametrize(
    ("cell", "year", "kind", "mark"),
    [
        ("20232)", 2023, "year", "2"),
        (2008.0, 2008, "year", ""),
        ("2023*", 2023, "year", "*"),
        ("2024 жыл", 2024, "year", ""),
        ("1 half-year of 2009", 2009, "part", ""),
        ("I полугодие 2022 года", 2022, "part", ""),
        ("9 месяц 2012г.", 2012, "part", ""),
        ("2006-12-31", 2006, "day", ""),
        ("на 1 января 2023 года", 2023, "day", ""),
        ("2010/2011", 2010, "school_year", ""),
        ("2022 жыл\n2022 год", 2022, "year", ""),
        ("за 2022 год", 2022, "year", ""),
        ("январь-декабрь 2023 года", 2023, "year", ""),
        ("2023 жылғы қаңтар-маусым", 2023, "part", ""),
        ("декабрь 2022 года", 2022, "part", ""),
        ("мамыр 2022", 2022, "part", ""),
        ("June 2022", 2022, "part", ""),
    ],
)
def test_a_heading_names_its_period(cell, year, kind, mark):
    """Years, quarters, days and school years of the Bureau's headers are told apart."""
    period = parse_period(cell)
    assert period is not None
    assert (period.year, period.kind, period.mark) == (year, kind, mark)


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("ВРП за январь-июнь 2023 года", True),
        ("2023 жылғы I тоқсан", True),
        ("за 9 месяцев 2023 года", True),
        ("ВРП за январь-декабрь 2023 года", False),
        ("на 1 января 2023 года", False),
        ("2023 жылғы 1 қаңтарға", False),
        ("Average monthly wage, 2023", False),
        ("Маңғыстау облысы, 2023 жыл", False),
    ],
)
def test_a_title_names_a_part_of_a_year_or_none(title, part):
    """A quarter or month beside the year is a part; a day, all months, a monthly wage are none."""
    assert names_part(title) is part


@pytest.mark.parametrize("cell", ["Akmola", 46767.4, "2008-2023", "", "12023", True])
def test_other_cells_name_no_period(cell):
    """Spans, figures and names are no period."""
    assert parse_period(cell) is None
