"""`make messages`, and what is said where a catalogue itself is the problem."""

import re
import shutil

import pytest

from generator.cli.console import bare, interface
from generator.cli.messages_command import main
from generator.project import Project

HERE = Project.here()
CATALOGUE = "LC_MESSAGES/messages.po"
ENTRY = 'msgid "front.jobs_fell"\n'


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project whose catalogues may be spoilt; messages are in English."""
    monkeypatch.setenv("OBLYS_UI", "en")
    for folder in ("generator", "templates"):
        (tmp_path / folder).symlink_to(HERE.root / folder)
    shutil.copytree(HERE.locales, tmp_path / "locales")
    return Project.at(tmp_path)


def mark_as_fuzzy(project, code):
    """Spoil one entry of a catalogue."""
    path = project.locales / code / CATALOGUE
    text = path.read_text(encoding="utf-8")
    assert ENTRY in text
    path.write_text(text.replace(ENTRY, f"#, fuzzy\n{ENTRY}", 1), encoding="utf-8")


def test_complete_catalogues_are_brought_up_to_date(project, capsys):
    """One line says how many messages there are, in which languages."""
    assert main(project) == 0
    shown = capsys.readouterr()
    assert "kk, ru, en" in shown.out
    assert shown.err == ""


def test_what_is_left_to_do_is_listed(project, capsys):
    """A fuzzy translation, a message that nothing asks for, and how many there are."""
    mark_as_fuzzy(project, "kk")
    for code in ("kk", "ru", "en"):
        path = project.locales / code / CATALOGUE
        added = '\nmsgid "old.message"\nmsgstr "10"\n'
        path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")
    assert main(project) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "kk/messages.po" in shown.err
    assert "front.jobs_fell" in shown.err
    assert "old.message" in shown.err
    assert "2" in shown.err.splitlines()[-1]


def test_a_text_that_a_measure_lacks_is_added_and_told_in_every_language(project, capsys):
    """Also in the one that the command speaks: nobody has to run it three times."""
    entry = re.compile(r'(#[^\n]*\n)*msgid "formula\.gva"\nmsgstr [^\n]*\n\n')
    for code in ("kk", "ru", "en"):
        path = project.locales / code / CATALOGUE
        text, found = entry.subn("", path.read_text(encoding="utf-8"))
        assert found == 1
        path.write_text(text, encoding="utf-8")
    assert main(project) == 1
    *lines, _ = capsys.readouterr().err.splitlines()
    assert [line.partition("/")[0] for line in lines if "formula.gva" in line] == [
        "kk",
        "ru",
        "en",
    ]
    for code in ("kk", "ru", "en"):
        text = (project.locales / code / CATALOGUE).read_text(encoding="utf-8")
        assert 'msgid "formula.gva"\nmsgstr ""\n' in text


def test_a_broken_catalogue_is_complained_of_in_another_language(project):
    """Whoever speaks Russian hears in English what is wrong with the Russian catalogue."""
    mark_as_fuzzy(project, "ru")
    language, problems = interface(project.locales, "ru")
    assert language.code == "en"
    assert [each.place.file for each in problems] == ["ru/messages.po"]
    spoken, none = interface(project.locales, "kk")
    assert (spoken.code, none) == ("kk", ())


def test_without_any_readable_catalogue_places_and_keys_are_named(project):
    """No words are left, but files, lines and keys of every language are no words."""
    for code in ("kk", "ru", "en"):
        mark_as_fuzzy(project, code)
    language, problems = interface(project.locales, "kk")
    assert language is None
    lines = list(map(bare, problems))
    assert [line.partition("/")[0] for line in lines] == ["kk", "en", "ru"]
    assert all(line.endswith(":front.jobs_fell:problem.fuzzy_message") for line in lines)
