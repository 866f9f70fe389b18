"""What the program says of itself: all commands in groups, help anywhere, version."""

import shlex

import pytest

import generator
from generator import cli
from generator.cli import command_groups, main
from generator.cli.arguments import LISTS, parser
from generator.presentation.localisation.language import Language
from generator.project import LANGUAGES, Project


@pytest.fixture(scope="module")
def line():
    """Describe the command line in English."""
    return parser(Language.load(Project.here().locales, "en").say)


def test_every_command_stands_in_one_group_with_an_example_that_is_understood(line):
    """A new command is missed by no overview, and no example is wrong."""
    grouped = [name for names in command_groups.GROUPS.values() for name in names]
    assert sorted(grouped) == sorted(line.commands) == sorted(cli._COMMANDS)
    for name in grouped:
        asked = line.read(shlex.split(command_groups.EXAMPLES[name])[1:])
        assert asked.command == name


@pytest.mark.parametrize("ui", LANGUAGES)
def test_without_a_command_everything_is_told_in_the_language(capsys, ui):
    """Commands, examples and options of all fit a terminal; the exit code says done."""
    assert main(["--ui", ui]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in command_groups.EXAMPLES)
    assert all(example in shown for example in command_groups.EXAMPLES.values())
    assert max(map(len, shown.splitlines())) <= 90
    if ui != "en":
        assert "command" not in shown.replace("--", "").casefold()


def test_options_of_all_commands_stand_before_and_after(line, tmp_path):
    """`oblys --ui ru --out X status` is `oblys status --ui ru --out X`; the last one counts."""
    words = ["--ui", "ru", "--out", str(tmp_path)]
    before, after = line.read([*words, "status"]), line.read(["status", *words])
    assert vars(before) == vars(after)
    assert line.read(["--ui", "ru", "status", "--ui", "kk"]).ui == "kk"
    assert line.read(["status"]).out is None


def test_the_version_is_that_of_the_package(capsys):
    """`oblys --version` prints one line."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"oblys {generator.__version__}\n"


def test_help_of_a_command_may_be_asked_for_like_a_command(capsys):
    """`oblys help build` is `oblys build --help`."""
    texts = []
    for words in (["help", "build"], ["build", "--help"]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 0
        texts.append(capsys.readouterr().out)
    assert texts[0] == texts[1] != ""


def test_help_on_lists_names_all_of_them(capsys):
    """What can be listed stands in the help in every language."""
    for ui in LANGUAGES:
        with pytest.raises(SystemExit):
            main(["list", "--help", "--ui", ui])
        shown = capsys.readouterr().out
        assert all(each in shown for each in LISTS)
