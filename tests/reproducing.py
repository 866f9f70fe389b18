"""All briefs made several times over, under circumstances that must not show in them.

``make reproduce`` builds with one, two and four processes, other hash seeds, time zones, kernels
of the linear algebra and days, and on a cluster, and compares every byte; 1 if anything differs.
The day is changed with libfaketime where that is installed; else the answer says that it was not.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from glob import glob
from pathlib import Path

from generator.project import Project

HERE = Project.here()
FAKETIME = next(iter(glob("/usr/lib/*/faketime/libfaketime.so.1")), "")  # noqa: PTH207 - a pattern

BUILD = """
import os, sys
import generator  # it chooses the kernel of the linear algebra before NumPy is loaded
if {kernel!r}:
    os.environ["OPENBLAS_CORETYPE"] = {kernel!r}
    os.environ.pop("NPY_DISABLE_CPU_FEATURES", None)
from generator.cli import main
if __name__ == "__main__":
    sys.exit(main(["build", *sys.argv[1:]]))
"""


@dataclass(frozen=True)
class Circumstances:
    """Under what a build is made: words of the command, environment, kernel."""

    name: str
    words: tuple = ()
    settings: dict = field(default_factory=dict)
    kernel: str = ""


def other_day(days):
    """Settings that let a process believe in another day."""
    return {"LD_PRELOAD": FAKETIME, "FAKETIME": f"{days:+}d"} if FAKETIME else {}


CIRCUMSTANCES = (
    Circumstances("2 processes", ("--jobs", "2")),
    Circumstances(
        "1 process, hash seed 1, Kiritimati, kernel Haswell",
        ("--jobs", "1"),
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"},
        "Haswell",
    ),
    Circumstances(
        "4 processes, hash seed 2, 400 days later, kernel Sandybridge",
        ("--jobs", "4"),
        {"PYTHONHASHSEED": "2", "LC_ALL": "C", **other_day(400)},
        "Sandybridge",
    ),
)


def built(folder, under):
    """Checksums of all results of a build, by name."""
    script = folder / "build.py"
    script.write_text(BUILD.format(kernel=under.kernel), encoding="utf-8")
    out = folder / "out"
    environment = {**os.environ, "PYTHONPATH": str(HERE.root), **under.settings}
    command = [sys.executable, script, "--out", out, *under.words]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, cwd=folder
    )
    if done.returncode:
        sys.stderr.write(done.stderr)
    files = [*out.glob("*/briefs/*.pdf"), *out.glob("*/facts/*.json")]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(files)}


@contextmanager
def cluster(folder):
    """A scheduler with two workers on this machine; its address."""
    from tests.printing.test_dask_executor import Farm  # noqa: PLC0415 - distributed is heavy

    farm = Farm(folder)
    try:
        yield farm.join().join().address
    finally:
        farm.end()


def told(name, found, expected):
    """Print what came of a build; whether it is as it should be."""
    briefs = sum(each.endswith(".pdf") for each in found)
    differ = sorted({name for name, _ in set(found.items()) ^ set(expected.items())})
    same = "the same" if not differ else f"{len(differ)} differ: {', '.join(differ[:5])}"
    sys.stdout.write(f"{name:62}{briefs:4} briefs, {same}\n")
    sys.stdout.flush()
    return briefs > 0 and not differ


def main():
    """Build under all circumstances, and compare."""
    if not FAKETIME:
        sys.stdout.write("libfaketime is not installed: all builds are made on the same day\n")
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        expected, good = {}, True
        for at, under in enumerate(CIRCUMSTANCES):
            (folder := root / str(at)).mkdir()
            found = built(folder, under)
            expected = expected or found
            good &= told(under.name, found, expected)
        (folder := root / "cluster").mkdir()
        with cluster(folder) as address:
            there = Circumstances("a cluster with 2 workers", ("--scheduler", address))
            good &= told(there.name, built(folder, there), expected)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
