"""What a machine must have, and what is said and done when it lacks something."""

import ast
import os
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest

from generator import preflight
from generator.preflight import Lack

ROOT = Path(preflight.__file__).resolve().parent.parent
PANGO = Lack("library", "libpango-1.0.so.0", ("libpango-1.0-0",), "install pango")
SUBSET = Lack("library", "libharfbuzz-subset.so.0", ("libharfbuzz-subset0",), "install subset")
FULL_DISK = Lack("space", "1 < 1500 MB")

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="apt is for Linux")


def program(folder, name, text):
    """Put an executable shell script into a folder."""
    path = folder / name
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(0o755)


@pytest.fixture
def tools(tmp_path, monkeypatch):
    """Give a folder that is the whole PATH: the machine has only the programs put there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_this_machine_lacks_no_library_and_no_python():
    """The set-up has run, so the page renderer's libraries load and an environment can be made."""
    assert preflight.library_lacks() == ()
    assert preflight.python_lacks() == ()


def test_a_library_that_does_not_load_is_named_with_its_package(monkeypatch):
    """A library is missing when it does not load, whatever the list of packages says."""
    monkeypatch.setattr(preflight, "LIBRARIES", (("libnosuchthing", "7", "libnosuchthing7"),))
    (lack,) = preflight.library_lacks()
    assert lack.name == "library"
    assert "libnosuchthing" in lack.subject
    assert lack.packages == ("libnosuchthing7",)


def test_the_running_python_is_chosen_when_it_can_make_environments():
    """The Python that was asked to set up is the one that is used."""
    assert preflight.suitable_python() == sys.executable


@on_linux
def test_the_newest_able_python_is_chosen_when_this_one_is_too_old(tools, monkeypatch):
    """A name on the PATH that does not start is passed over, and so is one without ensurepip."""
    monkeypatch.setattr(preflight, "PYTHON_NEEDED", (99, 0))
    program(tools, "python3.14", "exit 127")
    program(tools, "python3.13", "echo 3.13 False")
    program(tools, "python3.12", "echo 3.12 True")
    assert preflight.suitable_python() == str(tools / "python3.12")
    assert preflight.python_lacks() == ()


@on_linux
def test_a_python_without_venv_lacks_the_package_of_its_version(tools, monkeypatch):
    """Debian packs ensurepip apart, one package for each version of Python."""
    monkeypatch.setattr(preflight, "PYTHON_NEEDED", (99, 0))
    program(tools, "python3.12", "echo 3.12 False")
    (lack,) = preflight.python_lacks()
    assert lack[:3] == ("environment", "Python 3.12", ("python3.12-venv",))


@pytest.mark.usefixtures("tools")
def test_no_new_python_at_all_is_reported_with_the_version_found(monkeypatch):
    """The message names the version that is there, so the user knows what was looked at."""
    monkeypatch.setattr(preflight, "PYTHON_NEEDED", (99, 0))
    (lack,) = preflight.python_lacks()
    assert lack[:2] == ("python", f"{sys.version_info.major}.{sys.version_info.minor}")


def test_the_file_starts_under_an_old_python():
    """An old Python must get far enough to say that it is too old."""
    source = Path(preflight.__file__).read_text(encoding="utf-8")
    assert ast.parse(source, feature_version=(3, 8)).body


def test_a_folder_below_a_file_cannot_be_written(tmp_path):
    """A folder that does not exist yet is judged by the place where it would be made."""
    (tmp_path / "file").write_text("")
    assert preflight.writable_lacks(tmp_path / "new" / "out") == ()
    (lack,) = preflight.writable_lacks(tmp_path / "file" / "out")
    assert lack == Lack("writable", str(tmp_path / "file" / "out"))


def test_a_disk_is_short_of_space_below_the_need(tmp_path):
    """The need is in megabytes; none is always met, a billion never."""
    assert preflight.space_lacks(tmp_path, 0) == ()
    (lack,) = preflight.space_lacks(tmp_path / "not" / "yet", 10**9)
    assert lack.name == "space"
    assert lack.subject.endswith("< 1000000000 MB")


@on_linux
def test_apt_gets_one_command_with_each_package_once(tools):
    """The user copies a single line."""
    program(tools, "apt-get", "exit 1")
    (command,) = preflight.remedies([PANGO, SUBSET, PANGO, FULL_DISK])
    wanted = "apt-get install --yes --no-install-recommends libpango-1.0-0 libharfbuzz-subset0"
    assert wanted in command
    assert command.count("libpango-1.0-0") == 1


@pytest.mark.usefixtures("tools")
def test_without_apt_each_remedy_stands_alone():
    """Elsewhere the lacks bring their own commands, and a full disk has none."""
    assert preflight.remedies([PANGO, SUBSET, PANGO, FULL_DISK]) == (
        "install pango",
        "install subset",
    )


@pytest.mark.usefixtures("tools")
def test_nothing_is_installed_without_apt():
    """No package manager that we know means that the user must act."""
    assert not preflight.can_mend([PANGO])


@on_linux
def test_stale_package_lists_are_renewed_and_the_installation_is_tried_again(tools, tmp_path):
    """Lists are renewed only when the first try fails, and only missing packages are asked for."""
    log, lists = tmp_path / "log", tmp_path / "lists"
    program(tools, "sudo", '[ "$1" = -n ] && shift; exec "$@"')
    program(tools, "true", "exit 0")
    program(tools, "env", 'shift; exec "$@"')
    program(
        tools,
        "apt-get",
        f'echo "$@" >> {log}\n'
        "echo said\n"
        f'case "$*" in *update) : > {lists};; *) [ -e {lists} ];; esac\n',
    )
    assert preflight.can_mend([SUBSET])
    assert preflight.mend([SUBSET]) == "said\n"
    tried = [line.split("Timeout=300 ")[1] for line in log.read_text().splitlines()]
    install = "install --yes --no-install-recommends libharfbuzz-subset0"
    assert tried == [install, "update", install]


@pytest.mark.parametrize(
    ("asked", "environment", "expected"),
    [
        (None, {}, "en"),
        (None, {"LANG": "ru_RU.UTF-8"}, "ru"),
        (None, {"LANG": "ru_RU.UTF-8", "LC_ALL": "kk_KZ.UTF-8"}, "kk"),
        (None, {"LANG": "ru_RU.UTF-8", "LC_ALL": ""}, "ru"),
        (None, {"LC_ALL": "C.UTF-8", "OBLYS_UI": "kk"}, "kk"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
        ("ru", {"LANG": "kk_KZ.UTF-8", "OBLYS_UI": "kk"}, "ru"),
    ],
)
def test_the_language_is_the_asked_one_else_the_environments(asked, environment, expected):
    """An option beats the environment, and an unknown language is English."""
    assert preflight.ui_language(asked, environment) == expected


def test_every_message_is_there_in_three_languages_with_the_same_slots():
    """No language may lose a message or a slot."""
    said = {code: preflight.sentences(ROOT, code) for code in preflight.LANGUAGES}
    assert set(said) >= {"kk", "ru", "en"}
    assert said["en"]
    for code, messages in said.items():
        assert messages.keys() == said["en"].keys(), code
        for key, text in messages.items():
            slots = {
                frozenset(field for _, field, _, _ in string.Formatter().parse(each) if field)
                for each in (text, said["en"][key])
            }
            assert len(slots) == 1, (code, key)


def test_a_language_without_sentences_of_its_own_is_spoken_to_in_english(tmp_path):
    """What is said before anything is installed may come later than a language's catalogue."""
    english = tmp_path / "locales" / "en"
    english.mkdir(parents=True)
    (english / "machine.json").write_text('{"nothing.lacking": "All is there."}')
    assert preflight.sentences(tmp_path, "uz") == {"nothing.lacking": "All is there."}


def test_every_lack_has_its_message():
    """Whatever can be lacking can be said."""
    assert {
        f"lack.{name}" for name in ("python", "environment", "library", "writable", "space")
    } <= set(preflight.sentences(ROOT, "kk"))


@pytest.mark.parametrize("code", preflight.LANGUAGES)
def test_make_explains_every_target_once(code):
    """What `make` alone prints names each target of the Makefile, and nothing else."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z][a-z-]*):", makefile, flags=re.MULTILINE)
    (phony,) = re.findall(r"^\.PHONY: (.*)", makefile, flags=re.MULTILINE)
    said = preflight.sentences(ROOT, code)["make.help"].splitlines()
    explained = [line.split()[1] for line in said]
    assert sorted(explained) == sorted(targets) == sorted(phony.split())
    assert all(len(line.split()) > 3 for line in said), said


def run(*arguments, **environment):
    """Run the file as the set-up does: alone, isolated, before anything is installed."""
    command = [sys.executable, "-I", str(ROOT / "generator" / "preflight.py"), *arguments]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )


def test_a_lack_ends_with_exit_code_3_and_says_so_in_the_users_language(tmp_path):
    """The message goes to stderr, and there is no traceback."""
    (tmp_path / "file").write_text("")
    done = run("--mend", "--ui", "ru", "--out", str(tmp_path / "file" / "out"))
    assert done.returncode == 3
    said = preflight.sentences(ROOT, "ru")["lack.writable"]
    assert said.format(subject=tmp_path / "file" / "out") in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_complete_machine_is_left_alone(tmp_path):
    """Nothing is installed and nothing is said when nothing is missing."""
    done = run("--mend", "--out", str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_chosen_python_is_printed_for_the_set_up():
    """The set-up makes its environment with the Python that is printed."""
    done = run("--python")
    assert done.returncode == 0
    assert Path(done.stdout.strip()).exists()
