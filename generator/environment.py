"""Set up the environment in ``.venv``, or mend it: ``python -m generator.environment``.

Only the standard library is used, and the file starts under any Python since 3.8, as
:mod:`generator.preflight`. A set-up has steps; each leaves a stamp when it is complete that says
for which folder, from which files and with what, so that an interrupted set-up is taken up again,
and one that was copied, moved or damaged is noticed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shlex
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import preflight
from generator.preflight import run

if TYPE_CHECKING:  # the abstract classes cannot be subscripted before Python 3.9
    from collections.abc import Callable, Iterator, Sequence

INTERRUPTED = 130

# What each step of a set-up installs from; a step is done again when one of its files changes.
STEPS = {
    "locked": ("requirements.txt",),
    "runtime": ("pyproject.toml",),
    "cluster": ("requirements-cluster.txt",),
    "dev": ("requirements-dev.txt",),
}
SETUPS = {
    "runtime": ("locked", "runtime"),
    "cluster": ("locked", "runtime", "cluster"),
    "dev": ("locked", "runtime", "dev"),
}
SAID_FIRST = {"locked": "environment", "cluster": "cluster", "dev": "development"}

# The command of the environment. It knows its folder: a copy of the folder is set up anew before
# anything runs, else it would run the program of the original.
LAUNCHER = """#!/bin/sh
self=$(readlink -f -- "$0")
root=${{self%/.venv/bin/oblys}}
if [ "$root" != {root} ]; then
    (cd "$root" && "${{PYTHON:-python3}}" -E -s -m generator.environment) >&2 || exit
fi
exec "$root/.venv/bin/python" -P -m generator "$@"
"""


def set_up(root: Path, setup: str, tell: Callable[[str], None]) -> str:
    """Make or mend the environment of a checkout; do nothing where it is complete.

    Parameters
    ----------
    root
        The checkout; its environment is ``.venv``.
    setup
        One of :data:`SETUPS`.
    tell
        Called with the key of a sentence before something that takes long.

    Returns
    -------
    str
        What the first step that failed wrote; empty if the environment is complete.
    """
    with _only_setup(root, tell) as lock:
        reason = _broken(root)
        if reason:
            tell("setup." + reason)
            for step in STEPS:  # at once: an interrupted set-up must not look complete
                _unlink(_stamp(root, step))
        for step in SETUPS[setup]:
            failed = "" if _is_complete(root, step) else _install(root, step, lock, tell)
            if failed:
                return failed
    return ""


def _install(root: Path, step: str, lock: int, tell: Callable[[str], None]) -> str:
    """Carry out a step; give what its command wrote if it failed."""
    if step in SAID_FIRST:
        tell("setup." + SAID_FIRST[step])
    _unlink(_stamp(root, step))
    for command in _commands(root, step):
        done = run(command, lock)
        if done.returncode:
            return done.stdout + done.stderr or " ".join(command)
    _finish(root, step)
    return ""


@contextmanager
def _only_setup(root: Path, tell: Callable[[str], None]) -> Iterator[int]:
    """Wait until no other set-up of this folder runs; give the lock, which installers share."""
    import fcntl  # noqa: PLC0415 - not on every system

    lock = os.open(str(root), os.O_RDONLY)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell("setup.waiting")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock
    finally:
        os.close(lock)


def _broken(root: Path) -> str:
    """Tell why an environment must be made anew: ``elsewhere`` or ``mending``; empty if sound."""
    made = _read_stamp(root, "locked")
    if not made:
        return ""
    if made["folder"] != os.path.realpath(str(root)):
        return "elsewhere"
    asked = run([str(_python(root)), "-I", "-c", "import pip"])
    return "mending" if asked.returncode or not set(made["installed"]) <= _installed(root) else ""


def _is_complete(root: Path, step: str) -> bool:
    """Tell whether a step was done from today's files, and all that it installed is there."""
    made = _read_stamp(root, step)
    return (
        bool(made)
        and made["inputs"] == _inputs(root, step)
        and set(made["installed"]) <= _installed(root)
    )


def _commands(root: Path, step: str) -> list[list[str]]:
    """List the commands of a step."""
    pip = [str(_python(root)), "-I", "-m", "pip", "--disable-pip-version-check", "--quiet"]
    pip += ["install", "--no-deps"]
    if step == "runtime":
        return [[*pip, "--no-build-isolation", "-e", str(root)]]
    locked = ["--require-hashes", "--only-binary", ":all:", "-r", str(root / STEPS[step][0])]
    make = [preflight.suitable_python(), "-I", "-m", "venv", "--clear", str(root / ".venv")]
    return [*([make] if step == "locked" else []), [*pip, *locked]]


def _finish(root: Path, step: str) -> None:
    """Write down that a step is complete: for which folder, from which files, with what."""
    folder = os.path.realpath(str(root))
    if step == "runtime":
        launcher = root / ".venv" / "bin" / "oblys"
        launcher.write_text(LAUNCHER.format(root=shlex.quote(folder)), encoding="utf-8")
        launcher.chmod(0o755)
    made = {"folder": folder, "inputs": _inputs(root, step), "installed": sorted(_installed(root))}
    stamp = _stamp(root, step)
    unfinished = stamp.with_suffix(".new")
    unfinished.write_text(json.dumps(made, indent=1), encoding="utf-8")
    unfinished.replace(stamp)


def _inputs(root: Path, step: str) -> str:
    content = b"".join((root / name).read_bytes() for name in STEPS[step])
    return hashlib.sha256(content).hexdigest()


def _installed(root: Path) -> set[str]:
    """Name what is installed whole: an installer writes its record last."""
    records = (root / ".venv").glob("lib/python*/site-packages/*.dist-info/RECORD")
    return {record.parent.name for record in records}


def _read_stamp(root: Path, step: str) -> dict[str, Any]:
    """Read what was written down of a step; empty if it is not complete."""
    try:
        return dict(json.loads(_stamp(root, step).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _stamp(root: Path, step: str) -> Path:
    return root / ".venv" / f".{step}-stamp"


def _python(root: Path) -> Path:
    return root / ".venv" / "bin" / "python"


def _unlink(path: Path) -> None:
    if path.exists():
        path.unlink()


def main(arguments: Sequence[str] | None = None) -> int:
    """Set up this checkout: 0 when it is complete, 3 when it cannot be, 130 when interrupted."""
    parser = argparse.ArgumentParser(prog="generator.environment")
    parser.add_argument("setup", nargs="?", choices=SETUPS, default="runtime")
    parser.add_argument("--ui", choices=preflight.LANGUAGES)
    chosen = parser.parse_args(arguments)
    words = preflight.sentences(preflight.ROOT, preflight.ui_language(chosen.ui, os.environ))

    os.environ["PIP_USER"] = "0"  # what the user's shell says of Python stays outside
    os.environ.pop("PYTHONPATH", None)

    def tell(key: str) -> None:
        sys.stderr.write(words[key] + "\n")

    try:
        lacking = preflight.main(["--mend", *(["--ui", chosen.ui] if chosen.ui else [])])
        failed = "" if lacking else set_up(preflight.ROOT, chosen.setup, tell)
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        lacking, failed = 0, str(error)
    if failed:
        sys.stderr.write(failed.rstrip() + "\n")
        tell("setup.failed")
    return preflight.LACKS_SOMETHING if failed else lacking


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a terminal without Kazakh letters is no failure
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main())
