"""The three languages: complete, consistent, and free of look-alike letters."""

import shutil

import pytest

from generator.errors import HouseProblems
from generator.findings.claims import (
    Count,
    IndustrySlot,
    Listing,
    Number,
    Rank,
    RegionSlot,
    Verbatim,
)
from generator.presentation.localisation.catalogue import parts, placeholders, read_catalogue
from generator.presentation.localisation.language import Language, load_all
from generator.project import LANGUAGES, Project

LOCALES = Project.here().locales


def catalogue(code):
    """The forms of every message of one language."""
    return {key: each.forms for key, each in read_catalogue(LOCALES, code).messages.items()}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_every_message(code):
    """The same keys everywhere, no text empty, the same slots."""
    own, reference = catalogue(code), catalogue("en")
    assert own.keys() == reference.keys()
    for key, forms in own.items():
        assert all(form.strip() for form in forms), key
        assert placeholders(forms[-1]) == placeholders(reference[key][-1]), key


def test_russian_has_three_forms_wherever_english_has_two():
    """One, few, many: 1 регион, 2 региона, 5 регионов."""
    numbered = [key for key, forms in catalogue("en").items() if len(forms) > 1]
    assert len(numbered) > 3
    assert {len(catalogue("ru")[key]) for key in numbered} == {3}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_region_and_industry_has_every_form(code, panel):
    """No name is missing in a case that a sentence may ask for."""
    language = Language.load(LOCALES, code)
    assert {region.code for region in panel.regions} <= language.names.regions.keys()
    forms = {
        field.partition(".")[2]
        for messages in catalogue(code).values()
        for message in messages
        for _, field in parts(message)
        if field and field.partition(".")[0] == "region"
    } - {""}
    assert forms
    for region in panel.regions.current():
        for form in forms:
            assert language.region(region.code, form)


@pytest.fixture
def locales(tmp_path):
    """A copy of the languages that a test may spoil."""
    return shutil.copytree(LOCALES, tmp_path / "locales")


def spoil(locales, code, old, new, file="LC_MESSAGES/messages.po"):
    """Change a file of a language, and return the line that has the change."""
    path = locales / code / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def complaint(locales, code):
    """The only thing that is wrong with a language."""
    with pytest.raises(HouseProblems) as error:
        Language.load(locales, code)
    (problem,) = error.value.problems
    return problem


ENTRY = 'msgid "front.jobs_fell"\nmsgstr "ВРП вырос, а занятость сократилась"\n'
NUMBERED = 'msgstr[1] "По ВРП на душу населения регион опустился на {n} места '

SPOILT = [
    (ENTRY, "", "missing_message", "front.jobs_fell"),
    (ENTRY, ENTRY.replace("front.jobs", "fornt.jobs"), "", ""),
    (ENTRY, f"{ENTRY}\n{ENTRY}", "duplicate_message", "front.jobs_fell"),
    (ENTRY, "#, fuzzy\n" + ENTRY, "fuzzy_message", "front.jobs_fell"),
    ("ВРП вырос, а занятость сократилась", "", "empty_message", "front.jobs_fell"),
    ("ВРП вырос, а занятость сократилась", "ВРП {year} вырос", "wrong_slots", "front.jobs_fell"),
    (
        "Наибольший вклад в изменение ({v}) – {industry.nom}: {pp_signed.unit}",
        "Наибольший вклад в изменение ({v}) – {industry.nom}: {pp.unit}",
        "wrong_slots",
        "t.brake",
    ),
    (
        "Наибольший вклад в изменение ({v}) – {industry.nom}: {pp_signed.unit}",
        "Наибольший вклад в изменение ({v}) – {industry.nom}: {pp_signed.dat}",
        "unknown_form",
        "t.brake",
    ),
    (
        "Наибольший вклад в изменение ({v}) – {industry.nom}: {pp_signed.unit}",
        "Наибольший вклад в изменение ({v}) – {industry.nom}: {pp_signed!r}",
        "bad_braces",
        "t.brake",
    ),
    (
        "Наибольший вклад в изменение ({v}) – {industry.nom}: {pp_signed.unit}",
        "Наибольший вклад в изменение ({v}) – {industry.nom}: {pp_signed",
        "bad_braces",
        "t.brake",
    ),
    (
        "ВРП вырос, а занятость сократилась",
        "BРП вырос, а занятость сократилась",
        "misprint",
        "front.jobs_fell",
    ),
    ("ВРП вырос, а занятость сократилась", "ВРП вырос c 2021 года", "misprint", "front.jobs_fell"),
    ("ВРП вырос, а занятость сократилась", "ВРП\u200b вырос", "hidden_character", "front"),
    ("ВРП вырос, а занятость сократилась", "ВРП\u202fвырос", "hidden_character", "front"),
    ("ВРП вырос, а занятость сократилась", "Занятыи\u0306 ВРП", "not_normalised", "front"),
    ("ВРП вырос, а занятость сократилась", '"ВРП" вырос', "malformed_catalogue", ""),
    (ENTRY, "front.jobs_fell\n" + ENTRY, "malformed_catalogue", ""),
    (ENTRY, ENTRY + 'msgstr "ВРП упал"\n', "malformed_catalogue", ""),
    (NUMBERED, NUMBERED.replace("[1]", "[3]"), "", ""),
]


@pytest.mark.parametrize(("old", "new", "key", "message"), SPOILT)
def test_a_bad_translation_stops_the_build(locales, old, new, key, message):
    """It is named with file, line and key; no other language is printed in its place."""
    line = spoil(locales, "ru", old, new)
    if not key:
        with pytest.raises(HouseProblems):
            Language.load(locales, "ru")
        return
    problem = complaint(locales, "ru")
    assert problem.key == f"problem.{key}"
    assert problem.place.file == "ru/messages.po"
    assert problem.place.column.startswith(message)
    if key == "missing_message":
        assert dict(problem.slots)["first"] == "en/messages.po"
    else:
        added = new.count("\n") - old.count("\n")
        assert line <= problem.place.row + 1 <= line + added + 2


def test_an_english_message_with_a_russian_letter_is_a_misprint(locales):
    """No Cyrillic letter stands in English, alone or in a word."""
    spoil(
        locales,
        "en",
        'msgstr "GRP grew while employment fell"',
        'msgstr "GRP grew while emplоyment fell"',
    )
    assert complaint(locales, "en").key == "problem.misprint"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("Атырау облысының,", "Aтырау облысының,", "misprint"),
        ("Атырау облысының,", "Атырау\u2066 облысының,", "hidden_character"),
        ("region,KZ-23,", "regoin,KZ-23,", "list_cell"),
        ("Атырау облысының,", "", "row_length"),
    ],
)
def test_a_bad_name_stops_the_build(locales, old, new, key):
    """Names of regions and industries are proofread like messages."""
    line = spoil(locales, "kk", old, new, "names.csv")
    problem = complaint(locales, "kk")
    assert (problem.key, problem.place.file) == (f"problem.{key}", "kk/names.csv")
    assert problem.place.row == line


@pytest.mark.parametrize(
    ("old", "new"),
    [('locale = "kk"', 'locale = "xx_YY"'), ("kazakh", "martian"), ("Cyrillic", "Runic")],
)
def test_bad_settings_stop_the_build(locales, old, new):
    """Settings that name what does not exist are refused."""
    spoil(locales, "kk", old, new, "language.toml")
    assert complaint(locales, "kk").key == "problem.missing_asset"


def test_the_problems_of_all_languages_are_told_at_once(locales):
    """Whoever translates sees everything, each thing once."""
    spoil(locales, "kk", 'msgid "front.jobs_fell"\n', '#, fuzzy\nmsgid "front.jobs_fell"\n')
    spoil(locales, "ru", "ВРП вырос, а занятость сократилась", "")
    with pytest.raises(HouseProblems) as error:
        load_all(locales, ("kk", "ru", "en"))
    assert [each.place.file for each in error.value.problems] == [
        "kk/messages.po",
        "ru/messages.po",
    ]


def test_a_message_is_said_with_its_values():
    """Slots take the grammatical form that the message asks for."""
    russian = Language.load(LOCALES, "ru")
    said = russian.say("kpi.rank", rank=Rank(1), n_regions=Count(20))
    assert said == russian.say("kpi.rank", rank=Rank(1), n_regions=Count(20))
    assert "1" in said
    assert "20" in said


def test_a_missing_value_or_message_names_itself():
    """Nothing is printed in place of what is not there."""
    language = Language.load(LOCALES, "en")
    with pytest.raises(HouseProblems) as unknown:
        language.say("no.such_message")
    assert unknown.value.problems[0].place.column == "no.such_message"
    with pytest.raises(HouseProblems) as lacking:
        language.say("kpi.rank")
    assert lacking.value.problems[0].key == "problem.bad_slot"


def test_lists_end_in_the_word_for_and():
    """Commas between names, semicolons between decimals with commas."""
    shares = Listing(tuple(Number(value, 1) for value in (1.5, 2.5, 3.5)))
    names = Listing((Verbatim("A"), Verbatim("B"), Verbatim("C")))
    expected = {
        "kk": ("1,5; 2,5 және 3,5", "A, B және C"),
        "ru": ("1,5; 2,5 и 3,5", "A, B и C"),
        "en": ("1.5, 2.5 and 3.5", "A, B and C"),
    }
    for code, texts in expected.items():
        word = Language.load(LOCALES, code).wording.word
        assert (word("items", shares, ""), word("items", names, "")) == texts


def test_names_are_never_bent_by_code():
    """RegionSlot and industry take their forms from the table of names."""
    word = Language.load(LOCALES, "kk").wording.word
    assert word("region", RegionSlot("KZ-23"), "gen") == "Атырау облысының"
    assert word("region", RegionSlot("KZ-71"), "loc") == "Астана қаласында"
    assert word("industry", IndustrySlot("B"), "nom")
    with pytest.raises(HouseProblems):
        word("region", RegionSlot("KZ-23"), "no_such_case")


def test_every_missing_text_of_a_measure_is_told_for_every_language(locales):
    """Name and formula, in three languages: six problems, not the first of them."""
    with pytest.raises(HouseProblems) as error:
        load_all(locales, ("kk", "ru", "en"), ("measure.grp", "measure.new", "formula.new"))
    assert [(each.place.file, each.place.column) for each in error.value.problems] == [
        (f"{code}/messages.po", key)
        for code in ("kk", "ru", "en")
        for key in ("measure.new", "formula.new")
    ]
