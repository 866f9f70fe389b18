"""The three languages: complete, consistent, and free of look-alike letters."""

import csv
import re
import unicodedata

import pytest

from generator.errors import HouseProblems
from generator.findings.claims import Count, Industry, Listing, Number, Rank, Region, Verbatim
from generator.pipeline import LANGUAGES
from generator.presentation.language.catalogue import load_catalogue, parts, placeholders
from generator.presentation.language.language import Language
from generator.project import Project

LOCALES = Project.here().locales
KEY = re.compile(r"[\"']([a-z_0-9]+(?:\.[a-z_0-9]+)+)[\"']")
MIXED = re.compile(r"(?:[a-zA-Z][\u0400-\u04ff]|[\u0400-\u04ff][a-zA-Z])")
"""A Latin letter beside a Cyrillic one: a word that only looks right."""


def catalogue(code):
    """The messages of one language."""
    return load_catalogue(LOCALES, code).messages


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


def test_every_message_is_used():
    """A message that nothing asks for is taken out."""
    here = Project.here()
    files = [*(here.root / "generator").rglob("*.py"), *here.templates.rglob("*.html")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    made = set(re.findall(r"[\"']([a-z_.]+[._])\{", text))
    made |= set(re.findall(r"[\"']([a-z_]+\.)[\"'] ?[~+]", text))
    quoted = set(KEY.findall(text))
    made |= {f"{key}_" for key in quoted if "{prefix}_" in text}  # "t.var" gives t.var_up …
    unused = [
        key
        for key in catalogue("en")
        if key not in quoted
        and not key.startswith(tuple(made))
        and not (key.endswith(".name") and key.removesuffix(".name") in quoted)
    ]
    assert unused == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_mixes_alphabets(code):
    """A Latin c in a Russian word, or a Cyrillic е in an English one, is a misprint."""
    texts = [
        text for forms in catalogue(code).values() for form in forms for text, _ in parts(form)
    ]
    with (LOCALES / code / "names.csv").open(encoding="utf-8", newline="") as handle:
        texts += [cell for row in csv.DictReader(handle) for cell in row.values()]
    assert [text for text in texts if MIXED.search(text)] == []
    assert [text for text in texts if text != unicodedata.normalize("NFC", text)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_region_and_industry_has_every_form(code, panel):
    """No name is missing in a case that a sentence may ask for."""
    language = Language.load(LOCALES, code)
    with (LOCALES / code / "names.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    named = {(row["kind"], row["code"]) for row in rows}
    assert {("region", region.code) for region in panel.regions} <= named
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
        word = Language.load(LOCALES, code)._wording.word
        assert (word("items", shares, ""), word("items", names, "")) == texts


def test_names_are_never_bent_by_code():
    """Region and industry take their forms from the table of names."""
    word = Language.load(LOCALES, "kk")._wording.word
    assert word("region", Region("KZ-23"), "gen") == "Атырау облысының"
    assert word("region", Region("KZ-71"), "loc") == "Астана қаласында"
    assert word("industry", Industry("B"), "nom")
    with pytest.raises(HouseProblems):
        word("region", Region("KZ-23"), "no_such_case")


CAUSAL = {
    "en": r"\b(affect\w*|leads? to|led to|increases|because|thanks to|caus(?:es|ed|ing))\b",
    "ru": r"\b(влияет|влияют|приводит к|приводят к|из-за|благодаря|вызва\w*|обуслов\w*)\b",
    "kk": r"(әсер ет\w*|әкеледі|әкелді|арқасында|салдарынан|себебінен)",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_sentence_claims_a_cause(code):
    """Association is not cause: the forbidden verbs stand in no message of a brief."""
    spoken = {
        key: form
        for key, forms in catalogue(code).items()
        for form in forms
        if not key.startswith(("cli.", "problem.", "lack.", "notice.", "make.", "setup."))
    }
    assert len(spoken) > 200
    hits = {key: text for key, text in spoken.items() if re.search(CAUSAL[code], text, re.I)}
    assert hits == {}
