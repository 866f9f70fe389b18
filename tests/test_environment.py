"""Setting up: one at a time, taken up again where it was cut off, mended, and never another's."""

import ast
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator import environment, preflight
from generator.environment import SETUPS, STEPS, set_up
from tests.test_preflight import program

SAID = preflight.sentences(preflight.ROOT, "en")

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "oblys"
version = "0.1.0"
"""
BACKEND = """
import os, zipfile

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    if os.path.exists("gate"):
        open("begun", "w").close()
        open("gate").read()
    about = "oblys-0.1.0.dist-info/"
    files = {
        "oblys.pth": os.getcwd(),
        about + "METADATA": "Metadata-Version: 2.1\\nName: oblys\\nVersion: 0.1.0\\n",
        about + "WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
        about + "RECORD": "",
    }
    with zipfile.ZipFile(wheel_directory + "/oblys-0.1.0-py3-none-any.whl", "w") as wheel:
        for name, content in files.items():
            wheel.writestr(name, content)
    return "oblys-0.1.0-py3-none-any.whl"
"""

INSTALLER = """case "$*" in
*venv*) rm -rf "$5"; mkdir -p "$5/bin" "$5/lib/python3/site-packages/pip-1.dist-info"
    : > "$5/lib/python3/site-packages/pip-1.dist-info/RECORD"; cp "$0" "$5/bin/python" ;;
*import*) exit 0 ;;
*fails*) echo "no such version"; exit 1 ;;
*) name=$(basename "$(dirname "$0")")-$(echo "$*" | cksum | cut -d " " -f 1).dist-info
    folder=$(dirname "$0")/../lib/python3/site-packages/$name
    mkdir -p "$folder"; : > "$folder/RECORD" ;;
esac
"""
"""Stands for Python, venv and pip: what it is asked to install, it leaves a record of."""


def lay_out(folder):
    """A checkout that needs no library."""
    folder.mkdir()
    for names in STEPS.values():
        for name in names:
            (folder / name).write_text("", encoding="utf-8")
    return folder


@pytest.fixture
def quick(tmp_path, monkeypatch):
    """A checkout with an installer that installs nothing; what it says is collected."""
    tools, root = tmp_path / "tools", tmp_path / "checkout"
    tools.mkdir()
    program(tools, "python3", INSTALLER)
    monkeypatch.setattr(preflight, "suitable_python", lambda: str(tools / "python3"))
    return lay_out(root)


def said_by(root, setup="runtime"):
    """Set up; the keys of what was said."""
    told = []
    assert set_up(root, setup, told.append) == ""
    return told


def test_a_complete_environment_is_left_alone(quick):
    """Each step is done once, and the tools for tests only where they are wanted."""
    assert said_by(quick) == ["setup.environment"]
    assert said_by(quick) == []
    assert said_by(quick, "dev") == ["setup.development"]
    assert said_by(quick, "cluster") == ["setup.cluster"]
    assert [said_by(quick, setup) for setup in SETUPS] == [[], [], []]


def test_only_what_changed_is_installed_again(quick):
    """Contents decide, not times: a file that was only touched changes nothing."""
    said_by(quick, "dev")
    os.utime(quick / "requirements.txt")
    assert said_by(quick, "dev") == []
    (quick / "requirements-dev.txt").write_text("more", encoding="utf-8")
    assert said_by(quick, "dev") == ["setup.development"]
    (quick / "requirements.txt").write_text("more", encoding="utf-8")
    assert said_by(quick, "dev") == ["setup.environment", "setup.development"]


def without(pattern):
    """Remove what is below the environment and has such a name."""

    def remove(root):
        found = list((root / ".venv").glob(pattern))
        assert found
        for path in found:
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    return remove


def no_program(root):
    """Put a file that is no program in the place of Python."""
    (root / ".venv" / "bin" / "python").write_text("\x7f", encoding="utf-8")


@pytest.mark.parametrize(
    "damage",
    [
        without("bin/python"),
        without("lib/python3/site-packages/pip-1.dist-info"),
        without("lib/python3/site-packages/*/RECORD"),
        no_program,
    ],
)
def test_a_damaged_environment_is_made_anew(quick, damage):
    """Without Python, without pip, half removed: it is said and mended, once."""
    said_by(quick, "dev")
    damage(quick)
    told = said_by(quick, "dev")
    assert told == ["setup.mending", "setup.environment", "setup.development"]
    assert said_by(quick, "dev") == []


@pytest.mark.parametrize("content", ["", "{", "[]"])
def test_a_step_whose_stamp_cannot_be_read_is_done_again(quick, content):
    """Stamps of an earlier version were empty; one that was cut off is no promise."""
    said_by(quick)
    (quick / ".venv" / ".locked-stamp").write_text(content, encoding="utf-8")
    assert said_by(quick) == ["setup.environment"]


def test_a_failure_is_told_and_the_step_stays_open(quick, monkeypatch):
    """What the installer says is passed on; what was done before it stays done."""
    said_by(quick)
    known = environment._commands
    failing = ["install", "fails"]
    monkeypatch.setattr(
        environment,
        "_commands",
        lambda root, step: [[str(environment._python(root)), *failing]],
    )
    assert set_up(quick, "dev", lambda _: None) == "no such version\n"
    monkeypatch.setattr(environment, "_commands", known)
    assert said_by(quick, "dev") == ["setup.development"]


@pytest.mark.parametrize("at", range(4))
def test_an_interrupted_set_up_is_taken_up_again(quick, monkeypatch, at):
    """Cut off at any command, also while a damaged environment is cleared away."""
    said_by(quick, "dev")
    without("lib/python3/site-packages/pip-1.dist-info")(quick)
    commands = []

    def interrupted(command, *shared):
        installs = "-c" not in command
        commands.extend([command] if installs else [])
        if installs and len(commands) > at:
            raise KeyboardInterrupt
        return preflight.run(command, *shared)

    monkeypatch.setattr(environment, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        set_up(quick, "dev", lambda _: None)
    monkeypatch.setattr(environment, "run", preflight.run)
    assert said_by(quick, "dev")[-1] == "setup.development"
    assert len(list((quick / ".venv").glob("lib/python3/site-packages/*/RECORD"))) == 4
    assert said_by(quick, "dev") == []


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A small checkout, set up for real with Python's own venv and pip."""
    root = lay_out(tmp_path_factory.mktemp("it's a folder") / "checkout")
    for name in ("__init__", "preflight", "environment"):
        target = root / "generator" / f"{name}.py"
        target.parent.mkdir(exist_ok=True)
        shutil.copy(preflight.ROOT / "generator" / target.name, target)
    (root / "generator" / "__main__.py").write_text("print(__file__)", encoding="utf-8")
    for code in preflight.LANGUAGES:
        (root / "locales" / code).mkdir(parents=True)
        for name in ("machine.json", "language.toml"):
            shutil.copy(preflight.ROOT / "locales" / code / name, root / "locales" / code / name)
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (root / "backend.py").write_text(BACKEND, encoding="utf-8")
    with setting_up(root) as process:
        assert process.communicate()[1] == SAID["setup.environment"] + "\n"
    assert process.returncode == 0
    return root


def setting_up(root):
    """Start a set-up as make does."""
    command = [sys.executable, "-E", "-s", "-m", "generator.environment", "--ui", "en"]
    return subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_a_second_set_up_waits_and_says_so(checkout):
    """It goes on as soon as the folder is free."""
    lock = os.open(checkout, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    with setting_up(checkout) as second:
        assert second.stderr.readline() == SAID["setup.waiting"] + "\n"
        assert second.poll() is None
        os.close(lock)
        assert second.communicate() == ("", "")
    assert second.returncode == 0


def test_an_installer_that_outlives_its_set_up_keeps_the_next_one_waiting(checkout):
    """Else two of them would write into one environment."""
    os.mkfifo(checkout / "gate")
    (checkout / "pyproject.toml").write_text(PYPROJECT + "# changed\n", encoding="utf-8")
    with setting_up(checkout) as first:
        with (checkout / "gate").open("w"):  # opened when the installer is at it
            first.send_signal(signal.SIGKILL)
            first.wait()
            second = setting_up(checkout)
            assert second.stderr.readline() == SAID["setup.waiting"] + "\n"
            (checkout / "gate").unlink()
        assert second.communicate() == ("", "")
    assert second.returncode == 0
    stamp = json.loads((checkout / ".venv" / ".runtime-stamp").read_text(encoding="utf-8"))
    assert "oblys-0.1.0.dist-info" in stamp["installed"]


def test_the_command_of_a_copied_or_moved_folder_never_runs_the_original(checkout, tmp_path):
    """It sets up its own folder first, and says why; by a link and from anywhere."""
    copy, link = tmp_path / "the copy", tmp_path / "oblys"
    shutil.copytree(checkout, copy, symlinks=True)
    link.symlink_to(copy / ".venv" / "bin" / "oblys")
    environ = {**os.environ, "OBLYS_UI": "en", "PYTHON": sys.executable}
    told = [
        subprocess.run([link], cwd="/", capture_output=True, text=True, check=True, env=environ)
        for _ in range(2)
    ]
    assert {Path(each.stdout.strip()) for each in told} == {copy / "generator" / "__main__.py"}
    both = [SAID["setup.elsewhere"], SAID["setup.environment"]]
    assert [each.stderr.splitlines() for each in told] == [both, []]


def test_the_file_starts_under_an_old_python():
    """An old Python must get far enough to say that it is too old."""
    source = Path(environment.__file__).read_text(encoding="utf-8")
    assert ast.parse(source, feature_version=(3, 8)).body
