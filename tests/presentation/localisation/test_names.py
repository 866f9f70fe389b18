"""Names of regions and industries in their forms, and line ends that part nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import HouseProblems
from generator.presentation.localisation.names import FILE, Names, read_names
from generator.presentation.localisation.no_break import JOINER, NO_BREAK, bind
from generator.project import LANGUAGES, Project
from generator.text_checks import CYRILLIC

NAMES = Names({"KZ-23": {"nom": "область", "short": ""}}, {"A": {"short": "сельское"}}, "ru/x")


def test_a_form_with_a_capital_letter_is_made_from_the_one_without():
    """Only its first letter changes; both kinds of names have their own codes."""
    assert NAMES.region("KZ-23", "nom") == "область"
    assert NAMES.region("KZ-23", "Nom") == "Область"
    assert NAMES.industry("A", "Short") == "Сельское"


@pytest.mark.parametrize(
    ("code", "form"), [("KZ-99", "nom"), ("KZ-23", "gen"), ("KZ-23", "short")]
)
def test_a_form_that_is_missing_stops_the_build(code, form):
    """The code, the form and the file are named; an empty cell is missing too."""
    with pytest.raises(HouseProblems) as error:
        NAMES.region(code, form)
    ((problem),) = error.value.problems
    assert (problem.slots["found"], problem.slots["expected"]) == (code, form)
    assert problem.place.file == "ru/x"


@pytest.mark.parametrize(
    ("row", "key", "column"),
    [
        ("village,KZ-23,имя,имени", "problem.list_cell", "kind"),
        ("region,KZ-23,им\u200bя,имени", "problem.hidden_character", "nom"),
        ("region,KZ-23,имя,имeни", "problem.misprint", "gen"),
        ("region,KZ-23,имя", "problem.row_length", ""),
        ("region,KZ-23,имя,имени,имени", "problem.row_length", ""),
    ],
)
def test_a_wrong_row_of_the_table_is_named(tmp_path, row, key, column):
    """An unknown kind, a letter that does not show or only looks right, too few or many cells."""
    (tmp_path / "ru").mkdir()
    text = f"kind,code,nom,gen\nregion,KZ-10,имя,имени\n{row}\n"
    (tmp_path / "ru" / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(HouseProblems) as error:
        read_names(tmp_path, "ru", CYRILLIC)
    ((problem),) = error.value.problems
    assert (problem.key, problem.place.row, problem.place.column) == (key, 3, column)
    assert problem.place.file == "ru/names.csv"


def test_a_table_that_is_not_there_is_missed(tmp_path):
    """Neither a missing file nor one in other letters is read."""
    with pytest.raises(HouseProblems, match=r"problem\.missing_asset"):
        read_names(tmp_path, "ru", CYRILLIC)
    (tmp_path / "kk").mkdir()
    (tmp_path / "kk" / FILE).write_bytes(b"kind,code,nom\n" + b"\xff")
    with pytest.raises(HouseProblems, match=r"problem\.missing_asset"):
        read_names(tmp_path, "kk", CYRILLIC)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_names_the_same_regions_and_industries(code):
    """In the same forms for all of them, each form with some words."""
    locales = Project.here().locales
    found = read_names(locales, code, "LATIN" if code == "en" else CYRILLIC)
    first = read_names(locales, "ru", CYRILLIC)
    assert found.regions.keys() == first.regions.keys()
    assert found.industries.keys() == first.industries.keys()
    for names in (found.regions, found.industries):
        for forms in names.values():
            assert forms.get("nom")
            assert forms.get("short")


BOUND = [
    ("рост – 5%", "рост~–|~5%"),
    ("рост – −5%", "рост~–|~−5%"),
    ("один – другой и третий", "один~– другой и~третий"),
    ("в 2014–2025 годах было", "в 2014–|2025~годах было"),
    ("в 2025 год вошёл так", "в 2025~год вошёл~так"),
    ("около 21 школа там была", "около 21~школа там~была"),
    ("p &lt; 0.05 x", "p~&lt;~0.05 x"),
    ("для R² ≥ 0.5 так", "для R²~≥~0.5 так"),
    ("G − 5 x", "G~−~5 x"),
    ("B-F x", "B-|F x"),
    ("от [1.5; 2.5] x", "от [1.5;~2.5] x"),
    ("слово", "слово"),
    ("два слова", "два слова"),
]


@pytest.mark.parametrize(("text", "bound"), BOUND)
def test_what_belongs_together_stays_on_one_line(text, bound):
    """Dashes, spans, years, nouns, inequalities, intervals, codes; two short words at the end."""
    assert bind(text) == bound.replace("~", NO_BREAK).replace("|", JOINER)


@given(st.text("аб w19–−-= []<.,;%", max_size=40))
def test_binding_changes_no_word(text):
    """Only kinds of spaces change, and marks that do not show are added; twice is like once."""
    found = bind(text)
    assert found.replace(JOINER, "").replace(NO_BREAK, " ") == text
