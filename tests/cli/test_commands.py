"""The command line as users meet it: answers, complaints, exit codes."""

import json
import re

import pytest

from generator import preflight
from generator.cli import main
from generator.cli.arguments import parser
from generator.presentation.localisation.language import Language
from generator.project import Project


def test_options_may_be_repeated_or_listed():
    """`--region KZ-23 --region KZ-62` asks for what `--region KZ-23 KZ-62` asks for."""
    language = Language.load(Project.here().locales, "en")
    words = ["build", "--region", "KZ-23", "--region", "KZ-62", "--language", "kk", "ru"]
    asked = parser(language.say).read(words)
    assert asked.region == ["KZ-23", "KZ-62"]
    assert asked.language == ["kk", "ru"]
    assert parser(language.say).read(["build"]).region == []


MISTAKES = [
    ("build --region KZ-99", 1, "KZ-99"),
    ("build --year 1999", 1, "1999"),
    ("build --as-of 2001-01-01", 1, "2001"),
    ("facts KZ-10 --year 2014", 1, "KZ-10"),
    ("check no/such/folder", 1, "folder"),
    ("build --jobs 0", 2, "0"),
    ("build --jobs x", 2, "x"),
    ("build --scheduler localhost:8786", 2, "localhost:8786"),
    ("build --scheduler tcp://localhost", 2, "tcp://localhost"),
    ("build --scheduler tcp://localhost:70000", 2, "70000"),
    ("build --as-of yesterday", 2, "yesterday"),
    ("build --language de", 2, "de"),
    ("publish", 2, "publish"),
]


@pytest.mark.parametrize(("words", "code", "said"), MISTAKES)
def test_mistakes_are_named_and_change_nothing(capsys, tmp_path, words, code, said):
    """One line on each and the agreed exit code, in every language of the interface."""
    for ui in ("kk", "ru", "en") if words else ("",):
        options = ["--ui", ui, "--out", str(tmp_path)] if ui else []
        assert main([*words.split(), *options]) == code
        shown = capsys.readouterr()
        assert shown.out == ""
        assert said in shown.err
        assert "Traceback" not in shown.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ui", ["kk", "ru", "en"])
def test_a_library_that_is_missing_is_named_before_any_work(capsys, tmp_path, monkeypatch, ui):
    """Once, not for every brief; the command that brings it is named by the doctor."""
    monkeypatch.setattr(preflight, "LIBRARIES", (("libnosuchthing", "7", "libnosuchthing7"),))
    assert main(["build", "--region", "KZ-23", "--ui", ui, "--out", str(tmp_path)]) == 3
    complaint = capsys.readouterr().err
    assert complaint.count("libnosuchthing") == 1
    assert "oblys doctor" in complaint
    assert list(tmp_path.iterdir()) == []
    assert main(["doctor", "--ui", ui, "--out", str(tmp_path)]) == 3
    assert "libnosuchthing7" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("build --language de", "--language: деген мән жоқ kk, ru, en"),
        ("build --region", "--region: мән берілмеген"),
        ("build --no-such-option", "артық немесе белгісіз: --no-such-option"),
    ],
)
def test_a_wrong_command_line_is_explained_in_the_users_language(capsys, words, said):
    """None of argparse's own English words is left in a complaint."""
    assert main([*words.split(), "--ui", "kk"]) == 2
    shown = capsys.readouterr().err
    assert all(word in shown for word in said.split())
    assert not re.search("argument|invalid|expected|choose", shown)


@pytest.mark.parametrize("ui", ["kk", "ru"])
def test_the_help_speaks_the_users_language(capsys, ui):
    """Headings and the option for help as well."""
    with pytest.raises(SystemExit) as left:
        main(["build", "--ui", ui, "--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert "-h, --help" in shown
    assert not re.search("usage|options|show this|arguments", shown)


def test_facts_are_json(capsys):
    """Every fact has its unit, period, vintage, source and status."""
    assert main(["facts", "KZ-23"]) == 0
    content = json.loads(capsys.readouterr().out)
    fact = content["facts"][0]
    assert {"subject", "measure", "value", "unit", "period", "vintage", "sources"} <= fact.keys()
    assert {"status", "rank", "of"} <= fact.keys()
    assert content["claims"]


def test_a_good_delivery_is_accepted(capsys):
    """The delivery that the briefs stand on has no problem."""
    newest = max(Project.here().deliveries.iterdir())
    assert main(["check", str(newest), "--ui", "en"]) == 0
    assert newest.name in capsys.readouterr().out
    assert main(["check", str(newest), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
