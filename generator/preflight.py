"""Check what a machine must have before anything is installed; name the command that gives it.

Only the standard library is used, and the file starts under any Python since 3.8: it must be able
to say that Python is too old. Its sentences stand in ``locales/<language>/machine.json``, because
the catalogues need libraries that may not be there yet.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the abstract classes cannot be subscripted before Python 3.9
    import subprocess
    from collections.abc import Iterable, Mapping, Sequence

PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")
PYTHON_NEEDED = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = tuple(sorted(path.parent.name for path in ROOT.glob("locales/*/language.toml")))
REFERENCE = "en"  # spoken where a language has no sentences of this module
LACKS_SOMETHING = 3
MEGABYTE = 1_000_000
SETUP_SPACE = 1500  # MB: the environment with its development tools takes about half of it
BUILD_SPACE = 200  # MB: all briefs take far less

# The libraries that the page renderer loads, their interface number, and the Debian package that
# brings each. GObject, HarfBuzz and fontconfig come with Pango: their own packages have other
# names from one release of Debian to the next.
LIBRARIES = (
    ("libgobject-2.0", "0", "libpango-1.0-0"),
    ("libpango-1.0", "0", "libpango-1.0-0"),
    ("libharfbuzz", "0", "libpango-1.0-0"),
    ("libfontconfig", "1", "libpangoft2-1.0-0"),
    ("libpangoft2-1.0", "0", "libpangoft2-1.0-0"),
    ("libharfbuzz-subset", "0", "libharfbuzz-subset0"),
)
LIBRARY_FILE = {"darwin": "{}.{}.dylib"}  # elsewhere {}.so.{}

# Remedies where there is no apt, by platform and by what is lacking.
OTHER_REMEDIES = {
    ("darwin", "library"): "brew install pango",
    ("darwin", "python"): "brew install python@3.13",
}


class Lack(NamedTuple):
    """One thing that this machine lacks.

    Parameters
    ----------
    name
        ``python``, ``environment``, ``library``, ``writable`` or ``space``.
    subject
        What exactly: a version, a library file, a folder.
    packages
        Debian packages that bring it, if any.
    remedy
        The exact command that mends it; empty when only the user can decide.
    """

    name: str
    subject: str
    packages: tuple[str, ...] = ()
    remedy: str = ""


def lacks(root: Path, out: Path) -> tuple[Lack, ...]:
    """List everything that this machine lacks to set up and build the briefs.

    Parameters
    ----------
    root
        The checkout, where the environment ``.venv`` is made.
    out
        The folder of results; it need not exist yet.
    """
    space = BUILD_SPACE if (root / ".venv" / ".runtime-stamp").exists() else SETUP_SPACE
    found = [*python_lacks(), *library_lacks(), *writable_lacks(root), *writable_lacks(out)]
    return tuple(dict.fromkeys(found + list(space_lacks(root, space))))


def suitable_python() -> str:
    """Choose the Python of the environment: this one, else the newest; empty when none is fit."""
    return next((path for path, _version, able in _new_enough_pythons() if able), "")


def python_lacks() -> tuple[Lack, ...]:
    """Report that no Python is new enough, or that it cannot make environments."""
    pythons = _new_enough_pythons()
    if any(able for _path, _version, able in pythons):
        return ()
    if not pythons:
        here = ".".join(map(str, sys.version_info[:2]))
        return (_lack("python", here, "python3.11-venv"),)
    _path, version, _able = pythons[0]
    return (_lack("environment", "Python " + version, f"python{version}-venv"),)


def _new_enough_pythons() -> list[tuple[str, str, bool]]:
    """Give path, version and whether it can make environments, this Python first."""
    here = [sys.executable] if sys.version_info >= PYTHON_NEEDED and sys.executable else []
    paths = here + [path for path in map(shutil.which, PYTHONS) if path]
    answers = [(path, _ask_python(path)) for path in dict.fromkeys(paths)]
    return [(path, version, able == "True") for path, (version, able) in answers if version]


def _ask_python(path: str) -> tuple[str, str]:
    """Ask a Python for its version and its ability; empty when it does not even start."""
    question = (
        "import sys, importlib.util as u;"
        "print('%d.%d' % sys.version_info[:2], bool(u.find_spec('ensurepip')))"
    )
    answer = run([path, "-I", "-c", question])
    if answer.returncode:
        return "", ""
    version, able = answer.stdout.split()
    return version, able


def library_lacks() -> tuple[Lack, ...]:
    """Report the shared libraries of the page renderer that do not load."""
    pattern = LIBRARY_FILE.get(sys.platform, "{}.so.{}")
    files = [(pattern.format(stem, number), package) for stem, number, package in LIBRARIES]
    return tuple(_lack("library", file, package) for file, package in files if not _loads(file))


def _loads(library: str) -> bool:
    import ctypes  # noqa: PLC0415 - not needed where there is nothing to do

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def writable_lacks(folder: Path) -> tuple[Lack, ...]:
    """Report a folder that cannot be written, or cannot be made where it should lie."""
    place = _nearest_existing(folder)
    writable = place.is_dir() and os.access(str(place), os.W_OK | os.X_OK)
    return () if writable else (Lack("writable", str(folder)),)


def space_lacks(folder: Path, megabytes: int) -> tuple[Lack, ...]:
    """Report a disk with less than ``megabytes`` MB free."""
    free = shutil.disk_usage(str(_nearest_existing(folder))).free // MEGABYTE
    return (Lack("space", f"{free} < {megabytes} MB"),) if free < megabytes else ()


def _nearest_existing(folder: Path) -> Path:
    return next(place for place in (folder, *folder.absolute().parents) if place.exists())


def _lack(name: str, subject: str, package: str) -> Lack:
    return Lack(name, subject, (package,), _command(name, (package,)))


def _command(name: str, packages: Sequence[str]) -> str:
    """Give the command that brings something; empty where the package manager is not known."""
    if not shutil.which("apt-get"):
        return OTHER_REMEDIES.get((sys.platform, name), "")
    install = "apt-get install --yes --no-install-recommends " + " ".join(packages)
    if _is_root():
        return "apt-get update && " + install
    if shutil.which("sudo"):
        return "sudo apt-get update && sudo " + install
    return "su - -c " + shlex.quote("apt-get update && " + install)


def remedies(missing: Iterable[Lack]) -> tuple[str, ...]:
    """Give the commands that mend all of it: a single one where apt does the work."""
    missing = tuple(missing)
    if shutil.which("apt-get") and packages_of(missing):
        return (_command("library", packages_of(missing)),)
    return tuple(dict.fromkeys(lack.remedy for lack in missing if lack.remedy))


def packages_of(missing: Iterable[Lack]) -> tuple[str, ...]:
    """List the Debian packages that bring what is lacking, each once."""
    return tuple(dict.fromkeys(package for lack in missing for package in lack.packages))


def can_mend(missing: Iterable[Lack]) -> bool:
    """Tell whether packages can be installed here without a question: apt, and root or sudo."""
    return bool(shutil.which("apt-get") and _root_prefix() is not None and packages_of(missing))


def mend(missing: Iterable[Lack]) -> str:
    """Install exactly the missing packages; give back what apt said, not whether it helped."""
    apt = [*(_root_prefix() or ()), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]
    apt += ["-o", "DPkg::Lock::Timeout=300"]  # a fresh machine may be updating itself just now
    install = [*apt, "install", "--yes", "--no-install-recommends", *packages_of(missing)]
    done = run(install)
    if done.returncode:  # the lists of packages are missing or stale
        run([*apt, "update"])
        done = run(install)
    return done.stdout + done.stderr


def run(command: Sequence[str], *shared: int) -> subprocess.CompletedProcess[str]:
    """Run a command; it holds the ``shared`` files open as long as it lives."""
    import subprocess  # noqa: PLC0415 - as above

    try:
        return subprocess.run(
            command, capture_output=True, text=True, check=False, pass_fds=shared
        )
    except OSError as error:  # the program is not there, or is none
        return subprocess.CompletedProcess(command, 127, "", str(error))


def _is_root() -> bool:
    return os.geteuid() == 0


def _root_prefix() -> Sequence[str] | None:
    """Give the words before a command that let it run as root; None when there are none."""
    if _is_root():
        return ()
    if shutil.which("sudo") and not run(["sudo", "-n", "true"]).returncode:
        return ("sudo", "-n")
    return None


def ui_language(asked: str | None, environment: Mapping[str, str]) -> str:
    """Choose the language of messages: as asked, else from the environment, else English."""
    names = ("OBLYS_UI", "LC_ALL", "LC_MESSAGES", "LANG")
    wishes = [asked or "", *(environment.get(name, "") for name in names)]
    first = next((wish[:2].lower() for wish in wishes if wish), "")
    return first if first in LANGUAGES else REFERENCE


def sentences(root: Path, language: str) -> dict[str, str]:
    """Read this module's messages in one language, by key."""
    files = (root / "locales" / code / "machine.json" for code in (language, REFERENCE))
    file = next(each for each in files if each.exists())
    return dict(json.loads(file.read_text(encoding="utf-8")))


def main(arguments: Sequence[str] | None = None) -> int:
    """Report what this machine lacks, or mend it: 0 when nothing, 3 when something is missing."""
    parser = argparse.ArgumentParser(prog="preflight.py")
    for switch in ("--mend", "--python"):
        parser.add_argument(switch, action="store_true")
    parser.add_argument("--say", metavar="KEY")
    parser.add_argument("--ui", choices=LANGUAGES)
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args(arguments)
    say = sentences(ROOT, ui_language(chosen.ui, os.environ))
    if chosen.say or chosen.python:
        answer = say[chosen.say] if chosen.say else suitable_python()
        sys.stdout.write(answer + "\n")
        return 0 if answer else LACKS_SOMETHING
    missing = lacks(ROOT, chosen.out or ROOT / "out")
    if chosen.mend and can_mend(missing):
        _mend_aloud(say, missing)
        missing = lacks(ROOT, chosen.out or ROOT / "out")
    return _report(say, missing, silent=chosen.mend)


def _mend_aloud(say: Mapping[str, str], missing: Sequence[Lack]) -> None:
    packages = " ".join(packages_of(missing))
    sys.stderr.write(say["mend.installing"].format(packages=packages) + "\n")
    report = mend(missing)
    if packages_of([*python_lacks(), *library_lacks()]):
        sys.stderr.write(report + "\n" + say["mend.failed"] + "\n")


def report(say: Mapping[str, str], missing: Sequence[Lack]) -> list[str]:
    """Say what is lacking, a line each, then the exact commands that mend it."""
    lines = [say["lack." + lack.name].format(subject=lack.subject) for lack in missing]
    commands = remedies(missing)
    if commands:
        lines += ["", say["remedy.run"], *("    " + command for command in commands)]
    elif packages_of(missing):
        lines += ["", say["remedy.unknown"]]
    return lines


def _report(say: Mapping[str, str], missing: Sequence[Lack], *, silent: bool) -> int:
    if not missing:
        sys.stdout.write("" if silent else say["nothing.lacking"] + "\n")
        return 0
    sys.stderr.write("\n".join(report(say, missing)) + "\n")
    return LACKS_SOMETHING


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a terminal without Kazakh letters is no failure
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main())
