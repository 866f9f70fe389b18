"""Upkeep of the catalogues: what the code asks for, and what translators are told."""

import shutil

import pytest

from generator.findings.measures import needed_texts
from generator.presentation.localisation.catalogue import placeholders, read_catalogue
from generator.presentation.localisation.catalogue_tools.extract import (
    Uses,
    in_python,
    in_template,
    uses,
)
from generator.presentation.localisation.catalogue_tools.slots import read_slots
from generator.presentation.localisation.catalogue_tools.sync import update
from generator.project import Project

HERE = Project.here()
NEEDED = needed_texts()


def files(locales):
    """The catalogues of a folder, byte by byte."""
    return {path: path.read_bytes() for path in sorted(locales.glob("*/LC_MESSAGES/*.po"))}


@pytest.fixture
def locales(tmp_path):
    """A copy of the languages."""
    return shutil.copytree(HERE.locales, tmp_path / "locales")


def test_keys_are_found_where_only_a_key_can_stand():
    """As the first argument of what says messages, also in a choice of two."""
    code = 'say("cli.done"); Claim("a.b" if x else "a.c", "L1"); names = ("grp", "d.e")'
    found = set(in_python(code))
    assert {("asked", "cli.done"), ("asked", "a.b"), ("asked", "a.c")} <= found
    assert {("quoted", "d.e"), ("word", "grp")} <= found
    assert ("asked", "d.e") not in found


def test_a_chart_asks_for_its_titles():
    """A chart that is added under its name has a title and a subtitle; a set adds no chart."""
    code = 'builder.add("map", "figure.map", Picture(drawing, words), year=year); seen.add("map")'
    asked = {text for kind, text in in_python(code) if kind == "asked"}
    assert asked == {"title.map", "sub.map"}


@pytest.mark.parametrize(
    ("code", "shape"),
    [
        ('Text(f"measure.{name}")', "measure.{}"),
        ('say(f"{prefix}_flat")', "{}_flat"),
        ('say(f"rho.{what}_{side}")', "rho.{}_{}"),
        ("say(f\"{prefix}_{'up' if rose else 'down'}\")", "{}_{}"),
    ],
)
def test_keys_that_are_put_together_have_a_shape(code, shape):
    """With a gap for every part that the code fills in."""
    assert ("shape", shape) in set(in_python(code))


def test_templates_are_read_as_well():
    """`t("page.notes")`, a choice of two, and keys with a common beginning or ending."""
    found = set(in_template('{{ t("a.b" if x else "a.c", y=1) }} {{ t(key ~ ".name") }}'))
    assert {("asked", "a.b"), ("asked", "a.c"), ("shape", "{}.name")} <= found


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("rho.roads_same", True),
        ("rho.roads_sideways", False),
        ("t.div_flat", True),
        ("x.y", False),
    ],
)
def test_a_shape_is_filled_by_words_of_the_code(key, asked):
    """What would fill a gap must stand somewhere, or the message is dead."""
    found = Uses()
    code = 'f"rho.{a}_{b}"; names = ("roads", "same"); f"{prefix}_flat"; prefix = "t.div"'
    for kind, text in in_python(code):
        found.of(kind).setdefault(text, set()).add("here.py")
    assert bool(found.files(key)) is asked


def test_every_message_is_asked_for():
    """If this fails: nothing in the program says the message; take it out of the catalogues."""
    found = uses(HERE.root)
    assert [
        key for key in read_catalogue(HERE.locales, "en").messages if not found.files(key)
    ] == []


def test_a_message_that_nothing_asks_for_is_noticed(locales):
    """It stays in the catalogue, and is reported."""
    for path in files(locales):
        path.write_text(path.read_text(encoding="utf-8") + '\nmsgid "old.one"\nmsgstr "x"\n')
    assert update(HERE.root, locales, NEEDED).unused == ("old.one",)


def test_every_slot_is_described():
    """If this fails: say in locales/slots.csv what the slot holds."""
    messages = read_catalogue(HERE.locales, "en").messages.values()
    used = {name for message in messages for name in placeholders(message.forms[-1])}
    assert used - read_slots(HERE.locales).keys() == set()


def test_the_catalogues_are_up_to_date(locales):
    """If this fails, run `make messages`: the comments or the order are not those of the code."""
    before = files(locales)
    update(HERE.root, locales, NEEDED)
    assert {path.name for path, text in files(locales).items() if text != before[path]} == set()


def test_a_new_key_stands_in_every_catalogue_until_it_is_translated(tmp_path, locales):
    """It is empty, so that a build stops; nothing else changes."""
    root = tmp_path / "project"
    shutil.copytree(HERE.root / "generator", root / "generator")
    shutil.copytree(HERE.templates, root / "templates")
    (root / "generator" / "new.py").write_text('say("brand.new")\n')
    update(HERE.root, locales, NEEDED)
    before = files(locales)
    assert update(root, locales, NEEDED).new == ("brand.new",)
    for path, text in files(locales).items():
        added = b'#: generator/new.py\nmsgid "brand.new"\nmsgstr ""\n\n'
        assert added in text
        assert text.replace(added, b"") == before[path]


def test_translators_are_told_what_a_message_says_and_holds(locales):
    """English text, slots and files stand above each message; forms in the head of the file."""
    update(HERE.root, locales, NEEDED)
    text = (locales / "kk" / "LC_MESSAGES" / "messages.po").read_text(encoding="utf-8")
    entry = next(each for each in text.split("\n\n") if 'msgid "growth.share"' in each)
    assert "#. In {year} the region accounted for {share} of GDP." in entry
    assert "#. {share}: a share in per cent [number]" in entry
    assert "#: generator/findings/choosing/growth_claims.py" in entry
    head = text.split("\n\n")[0]
    assert "#   number: .abl .acc .dat" in head
    assert "#   region: .nom .gen .dat" in head


def test_the_texts_of_a_new_measure_stand_in_every_catalogue_at_once(locales):
    """Name, formula and unit of a row of the catalogue of measures, before any code says them."""
    texts = ("measure.brand_new", "formula.brand_new", "unit.brand_new")
    assert update(HERE.root, locales, (*NEEDED, *texts)).new == tuple(sorted(texts))
    for code in ("kk", "ru", "en"):
        written = read_catalogue(locales, code).messages
        assert [written[key].forms for key in texts] == [("",)] * 3
