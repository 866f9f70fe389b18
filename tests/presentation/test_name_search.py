"""Names in any language mean one code, or are refused with what may be meant."""

import pytest

from generator.dataset.schema import BY_NAME
from generator.presentation.localisation.language import Language
from generator.presentation.localisation.name_search import normalised, region_index, table_index
from generator.project import LANGUAGES, Project

LOADED = [Language.load(Project.here().locales, code) for code in LANGUAGES]


@pytest.fixture(scope="module")
def index():
    """Regions by their names in all languages, shown in English."""
    return region_index(LOADED, Language.load(Project.here().locales, "en"))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("область Абай", "KZ-10"),
        ("Абай облысы", "KZ-10"),
        ("abai", "KZ-10"),
        ("АТЫРАУСКАЯ ОБЛАСТЬ", "KZ-23"),
        ("Атыраускую", "KZ-23"),
        ("Atyrau  region", "KZ-23"),
        ("г.Шымкент", "KZ-79"),
        ("Шымкент қаласы", "KZ-79"),
        ("Алматы облысы", "KZ-19"),
        ("Алматы қаласы", "KZ-75"),
        ("город Алматы", "KZ-75"),
        ("Улытау", "KZ-62"),
        ("Ұлытау облысы", "KZ-62"),
        ("Kazakhstan", "KZ"),
    ],
)
def test_a_name_means_one_region(index, name, code):
    """In each language and form, with the word for its kind or without, in any case."""
    assert index.find(name) == {code}


def test_a_name_of_two_regions_is_not_decided(index):
    """The city and the region around it: the user is asked."""
    assert index.find("Алматы") == {"KZ-19", "KZ-75"}


@pytest.mark.parametrize("name", ["Актюбе", "Атыраухана", "Kostanai region", "Абайская", "", "г."])
def test_likeness_alone_never_means_a_region(index, name):
    """What is only alike is suggested, not taken."""
    assert index.find(name) == frozenset()


def test_what_is_alike_is_suggested_with_its_code(index):
    """In the user's language."""
    assert "Aktobe region (KZ-15)" in index.suggest("Актюбе")
    assert index.suggest("1234567") == ()


def test_every_whole_form_of_every_name_means_its_own_code(index):
    """No form of a region is taken for another one, unless two share it to the letter."""
    for language in LOADED:
        for code, forms in language.names.regions.items():
            for form in filter(None, forms.values()):
                assert code in index.find(form), form
                assert len(index.find(form)) == 1 or normalised(form) == "алматы", form


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("Валовой региональный продукт, млн тенге", "grp"),
        ("валовой региональный продукт", "grp"),
        ("Жалпы өңірлік өнім", "grp"),
        ("Unemployment rate", "unemployment_rate"),
        ("чистые налоги на продукты", "net_taxes_on_products"),
    ],
)
def test_a_table_is_found_by_its_name_with_and_without_its_unit(name, table):
    """Whoever brings an office's file in names the table as pages do."""
    found = table_index(LOADED, LOADED[0], BY_NAME)
    assert found.find(name) == {table}
    assert set(found.shown) == set(BY_NAME)
