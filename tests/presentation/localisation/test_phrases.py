"""Counts, ranks, dates and lists as phrases, in each language."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.findings.claims import Number
from generator.presentation.localisation import phrases
from generator.presentation.localisation.catalogue import read_catalogue
from generator.presentation.localisation.language import Language
from generator.project import Project
from tests import numbers

LOCALES = Project.here().locales
ROWS = Path(__file__).with_name("printed_numbers.csv")
NB = "\u00a0"
UNITS = sorted(
    {
        key.split(".")[1]
        for key in read_catalogue(LOCALES, "en").messages
        if key.startswith("count.")
    }
    - {"money"}
)


def say(code):
    """A language of the briefs."""
    return Language.load(LOCALES, code)


def compared(*arguments):
    """Run the comparison as others do."""
    command = [sys.executable, "-m", "tests.numbers", *map(str, arguments)]
    root = Project.here().root
    return subprocess.run(
        command, cwd=root, capture_output=True, check=False, text=True, encoding="utf-8"
    )


def test_every_agreed_row_is_printed_as_agreed():
    """A hundred rows that the house agreed on, character by character."""
    assert len(ROWS.read_text(encoding="utf-8").splitlines()) > 100
    done = compared(ROWS)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_row_that_is_printed_otherwise_is_shown(tmp_path):
    """The exit code is 1, and the line has both texts."""
    rows = tmp_path / "rows.csv"
    rows.write_text(
        "id,value,context,kk,ru,en,note\n"
        "X1,5,schools,5 мектеп,5 школ,5 schools,plain spaces\n"
        "X2,5,a context of its own,5,5,5,\n",
        encoding="utf-8",
    )
    done = compared(rows)
    assert done.returncode == 1
    assert f"X1 ru: expected '5 школ', printed {f'5{NB}школ'!r}" in done.stdout
    assert done.stdout.count("unknown context") == 3


def russian_form(number):
    """Which of the three forms a Russian noun takes, by the rule of the grammar."""
    last_two, last = number % 100, number % 10
    if last_two in range(11, 15) or last in (0, 5, 6, 7, 8, 9):
        return 2
    return 0 if last == 1 else 1


@given(st.integers(0, 10**9), st.sampled_from(UNITS))
def test_a_counted_noun_agrees_with_its_number(count, unit):
    """Russian has three forms, English two, Kazakh one; the number itself is printed as ever."""
    forms = read_catalogue(LOCALES, "ru").messages[f"count.{unit}"].forms
    russian = phrases.counted(say("ru"), unit, Number(count))
    assert russian == forms[russian_form(count)].replace("{n}", say("ru").number(count))
    kazakh = read_catalogue(LOCALES, "kk").messages[f"count.{unit}"].forms
    assert len(set(kazakh)) == 1
    singular, plural = read_catalogue(LOCALES, "en").messages[f"count.{unit}"].forms
    english = phrases.counted(say("en"), unit, Number(count))
    assert english == (singular if count == 1 else plural).replace("{n}", say("en").number(count))


@given(st.decimals(0, 1000, places=1), st.sampled_from(UNITS))
def test_a_displayed_fraction_takes_the_form_of_fractions(value, unit):
    """1,0 школы and 1.0 schools: the decimals that are shown decide, not the value."""
    amount = Number(float(value), 1)
    for code in ("kk", "ru", "en"):
        form = read_catalogue(LOCALES, code).messages[f"count.{unit}.decimal"].forms[0]
        shown = say(code).number(float(value), 1)
        assert phrases.counted(say(code), unit, amount) == form.replace("{n}", shown)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_day_is_written_in_words_and_in_digits(day):
    """Day, month and year stand in it; nothing breaks a line between day and month."""
    assert phrases.day(say("kk"), "long", day).startswith(f"{day.year} жылғы {day.day} ")
    assert phrases.day(say("ru"), "long", day).startswith(f"{day.day}{NB}")
    assert phrases.day(say("ru"), "long", day).endswith(f" {day.year}{NB}г.")
    assert phrases.day(say("ru"), "asof", day).endswith(f" {day.year}{NB}года")
    for code in ("kk", "ru", "en"):
        assert phrases.day(say(code), "short", day) == f"{day:%d.%m.%Y}"
        assert "\u202f" not in phrases.day(say(code), "asof", day)


@given(st.floats(-100, 100), st.floats(-100, 100))
def test_no_dash_stands_between_signed_numbers(low, high):
    """A range with a negative end is written in words."""
    for code in ("kk", "ru", "en"):
        text = phrases.span(say(code), Number(low, 1), Number(high, 1))
        assert ("–" in text) is ("−" not in text)


@given(st.integers(1, 500), st.integers(1, 500))
def test_a_place_is_reached_from_another(first, last):
    """со stands before the second place and before numbers that are read with сто in front."""
    text = phrases.place(say("ru"), "change", first, last)
    preposition = "со" if first == 2 or first in range(101, 200) else "с"
    assert text == f"{preposition} {first}-го на {last}-е{NB}место"
    assert phrases.place(say("kk"), "change", first, last) == f"{first}-орыннан {last}-орынға"


@given(st.lists(st.sampled_from("ABCDEF"), min_size=1, max_size=6))
def test_a_list_of_names_ends_in_and(items):
    """Commas between names, no comma before the last one, in any language."""
    for code, word in (("kk", "және"), ("ru", "и"), ("en", "and")):
        text = phrases.listed(say(code), tuple(items))
        assert text.replace(f" {word} ", ", ").split(", ") == items
        assert text.count(word) == min(len(items) - 1, 1)


def test_names_that_hold_an_and_are_parted_by_semicolons():
    """ "transport and storage and trade" would be three things."""
    names = {"kk": "көлік және қоймалау", "ru": "транспорт и связь", "en": "food, drink and more"}
    for code, name in names.items():
        assert phrases.listed(say(code), ("A", name, "B")) == f"A; {name}; B"


@given(st.lists(st.floats(0, 9), min_size=2, max_size=5))
def test_decimals_with_commas_are_parted_by_semicolons(values):
    """1,5; 2,5 және 3,5 in Kazakh and Russian, 1.5, 2.5 and 3.5 in English."""
    numbers_ = tuple(Number(value, 1) for value in values)
    for code, mark in (("kk", ";"), ("ru", ";"), ("en", ",")):
        assert phrases.listed(say(code), numbers_).count(f"{mark} ") == len(values) - 2


@pytest.mark.parametrize(
    ("value", "kk", "ru", "en"),
    [
        (0.04, "0,1%-дан аз", "менее 0,1%", "less than 0.1%"),
        (0.1, "0,1%", "0,1%", "0.1%"),
        (0.0, "0,0%", "0,0%", "0.0%"),
    ],
)
def test_what_is_too_small_to_be_printed_is_said_to_be(value, kk, ru, en):
    """Prose does not say that a share above zero is zero."""
    smallest = Number(0.1, 1, "percent")
    for code, text in (("kk", kk), ("ru", ru), ("en", en)):
        assert phrases.at_least(say(code), Number(value, 1, "percent"), smallest) == text


@pytest.mark.parametrize(
    ("percent", "kk", "ru", "en"),
    [
        (2.6, "2,6%-ға өсті", "выросли на 2,6%", "grew by 2.6%"),
        (-1.2, "1,2%-ға төмендеді", "снизились на 1,2%", "fell by 1.2%"),
        (0.04, "өзгерген жоқ", "не изменились", "did not change"),
    ],
)
def test_growth_is_said_without_a_sign(percent, kk, ru, en):
    """What grew or fell says so in words; what prints as zero did not change."""
    for code, text in (("kk", kk), ("ru", ru), ("en", en)):
        assert phrases.growth(say(code), Number(percent, 1, "percent")) == text


def test_an_unknown_context_is_an_error():
    """A row that nobody can print is never passed over."""
    with pytest.raises(numbers.UnknownContextError):
        numbers.text_of(say("en"), "1", "no such context")
