"""Ratios, measured side by side in one run: ``make bench``, or ``python -m benchmarks a c``.

Each line says what was compared, the best and the median of the rounds, and the ratio of the best.
"""

import argparse
import gc
import os
import pickle
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import computing, naive, with_typst
from generator.dataset.vintages import load
from generator.findings.brief_set import prepare, reference_year
from generator.pipeline import writing_resources
from generator.printing.pool import worker as staff
from generator.printing.pool.dispatch import BriefWriter, PrintService, WritingJob, render
from generator.printing.pool.worker import WorkerSettings, workers
from generator.project import LANGUAGES, Project

HERE = Project.here()
STANDARDS = ["a-3a", "ua-1"]
CORES = 2
"""Cores on which the comparisons are meant to be made."""


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def timed(run: Callable[[], object]) -> float:
    """Seconds of the clock that a run takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


@dataclass(frozen=True)
class Spent:
    """Seconds of the clock, and of all cores together."""

    clock: float
    core: float


def spent(run: Callable[[], object]) -> Spent:
    """Seconds that a run takes."""
    clock, core = time.perf_counter(), time.process_time()
    run()
    return Spent(time.perf_counter() - clock, time.process_time() - core)


def told(name: str, seconds: list[float]) -> None:
    """Print the best and the median of the rounds."""
    best, middle = min(seconds), statistics.median(seconds)
    say(f"   {name:52}{best:9.3f} s  (median {middle:.3f} s)")


def oblys(out: Path, *words: str, data: Path | None = None) -> Callable[[], object]:
    """Run the program as its user does, with results of its own."""
    given = ["--data", str(data)] if data else []
    command = [sys.executable, "-m", "generator", "build", "--out", str(out), *given, *words]
    return lambda: subprocess.run(command, cwd=HERE.root, check=True, capture_output=True)


class Bench:
    """What the comparisons share: the briefs of the newest year and a place for results."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        start = time.perf_counter()
        panel = load(HERE, None)
        self.briefs = prepare(panel, reference_year(panel, None), ())
        self.computed = time.perf_counter() - start
        self.resources = writing_resources(HERE, panel)
        self.worker_settings = WorkerSettings(self.resources.templates)
        self.full: list[float] = []

    def build_all(self) -> float:
        """Build all briefs from nothing; seconds."""
        out = self.folder / "full"
        shutil.rmtree(out, ignore_errors=True)
        self.full.append(timed(oblys(out, "--jobs", str(CORES))))
        return self.full[-1]

    def loop(self) -> None:
        """Compare all briefs with an honest naive loop (a)."""
        jobs = [WritingJob(brief, code) for brief in self.briefs for code in LANGUAGES]
        sample = jobs[:: len(jobs) // 9][:9]  # every language, every kind of region
        naively: list[float] = []
        for part in (sample[:5], sample[5:]):
            with naive.naively():
                naively += [timed(lambda job=job: self._naive(job)) for job in part]
            self.build_all()
        whole = self.computed + statistics.mean(naively) * len(jobs)
        told("reading and computing, once in both", [self.computed])
        told("a naive loop, a brief", naively)
        told(f"all {len(jobs)} briefs, {CORES} processes, from nothing", self.full)
        ratio = whole / statistics.mean(self.full)
        say(f"(a) naive loop, all briefs by its mean, against ours: {ratio:.1f} x")

    def _naive(self, job: WritingJob) -> None:
        alone = replace(self.resources, languages=(job.language,))
        naive.print_one(alone, job)

    def typst(self) -> None:
        """Compare one warm brief with Typst on the same content, to the same standards (b).

        A worker has one core, Typst takes all there are: time is that of the processor, and the
        clock is told beside it.
        """
        import typst  # noqa: PLC0415 - only this comparison needs it

        brief_writer = BriefWriter(self.resources)
        jobs = [WritingJob(brief, code) for brief in self.briefs for code in LANGUAGES]
        staff.start_worker(self.worker_settings)
        orders = [brief_writer.write(job) for job in jobs]
        staff.make(orders[0])
        gc.collect()
        gc.freeze()  # a worker has no figures in its memory that it would look through
        ours: list[Spent] = []
        theirs: list[Spent] = []
        fonts = [str(self.resources.templates / "fonts")]
        for at, order in enumerate(orders[1:]):  # each page is new to both, as in a build
            folder = self.folder / f"typst-{at}"
            folder.mkdir()
            said = order.provenance
            words, table = (order.brief_document, said.language, said.name), order.table
            page = with_typst.write(folder, *words, table)
            theirs.append(
                spent(lambda p=page: typst.compile(p, font_paths=fonts, pdf_standards=STANDARDS))
            )
            ours.append(spent(lambda o=order: staff.make(o)))
        told("a brief in a warm worker, inspected, processor", [each.core for each in ours])
        told("Typst, the same page and standards, processor", [each.core for each in theirs])
        told("a brief in a warm worker, inspected, clock", [each.clock for each in ours])
        told("Typst, the same page and standards, clock", [each.clock for each in theirs])
        core, clock = (
            statistics.median(getattr(each, kind) for each in ours)
            / statistics.median(getattr(each, kind) for each in theirs)
            for kind in ("core", "clock")
        )
        say(f"(b) a warm brief against Typst: {core:.1f} x the processor, {clock:.1f} x the clock")

    def nothing(self) -> None:
        """Compare a run that has nothing to do with a full one (c)."""
        out = self.folder / "full"
        if not self.full:
            self.build_all()
        runs = [timed(oblys(out)) for _ in range(15)]
        told("nothing to do", runs)
        say(f"(c) a full run against nothing to do: {min(self.full) / min(runs):.0f} x")

    def revision(self) -> None:
        """Compare a revision that touches one region with a full run (d)."""
        if not self.full:
            self.build_all()
        runs = []
        for round_ in range(3):
            out, data = self.folder / f"revised-{round_}", self.folder / f"data-{round_}"
            shutil.copytree(self.folder / "full", out)
            shutil.copytree(HERE.data, data)
            timed(oblys(out, data=data))
            inbox = self._revised(data, 13 + round_)
            receive = [
                sys.executable,
                "-m",
                "generator",
                "receive",
                str(inbox),
                "--data",
                str(data),
            ]
            day = ["--released", time.strftime("%Y-%m-%d"), "--out", str(out)]
            doubts = ["--although", "benchmark"]
            command = [*receive, *day, *doubts]
            subprocess.run(command, cwd=HERE.root, check=True, capture_output=True)
            runs.append(timed(oblys(out, "--jobs", str(CORES), data=data)))
        told("one region revised", runs)
        say(f"(d) one region revised against a full run: {min(runs) / min(self.full):.3f}")

    def _revised(self, data: Path, count: int) -> Path:
        """A delivery in which only the number of three-shift schools of one region differs."""
        table = "three_shift_schools.csv"
        source = max(data.glob(f"deliveries/*/{table}"))
        changed = re.sub(r"(?m)^(KZ-23,\d+,)\d+", rf"\g<1>{count}", source.read_text("utf-8"))
        inbox = data / "inbox"
        inbox.mkdir()
        (inbox / table).write_text(changed, encoding="utf-8")
        return inbox

    def linear(self) -> None:
        """Compare the cost of a subject among 21 with that among 210 (e)."""
        costs = {}
        for times in (1, 10, 1, 10):
            jobs = [WritingJob(brief, "kk") for _ in range(times) for brief in self.briefs]
            own = PrintService(
                BriefWriter(self.resources).write,
                lambda n: workers(self.worker_settings, n),
                CORES,
            )
            seconds = timed(lambda p=own, j=jobs: render(p, j, lambda *_: None))
            costs.setdefault(times, []).append(seconds / len(jobs))
        told("a subject among 21", costs[1])
        told("a subject among 210", costs[10])
        say(f"(e) cost of a subject among 210 against 21: {min(costs[10]) / min(costs[1]):.2f}")

    def memory(self) -> None:
        """Watch the memory of a worker over 200 documents (f)."""
        brief_writer = BriefWriter(self.resources)
        command = [sys.executable, "-m", "benchmarks.worker"]
        jobs = [WritingJob(brief, code) for brief in self.briefs for code in LANGUAGES]
        with subprocess.Popen(
            command, cwd=HERE.root, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as child:
            pickle.dump(self.worker_settings, child.stdin)
            sizes = []
            for number in range(200):
                pickle.dump(brief_writer.write(jobs[number % len(jobs)]), child.stdin)
                child.stdin.flush()
                sizes.append(float(child.stdout.readline()))
            child.stdin.close()
        after = ", ".join(f"{sizes[number - 1]:.0f}" for number in (20, 100, 200))
        say(f"   after 20, 100 and 200 briefs: {after} MiB")
        say(f"(f) memory of a worker, at most: {max(sizes):.0f} MiB")


PARTS = {
    "a": Bench.loop,
    "b": Bench.typst,
    "c": Bench.nothing,
    "d": Bench.revision,
    "e": Bench.linear,
    "f": Bench.memory,
}


ALL = (*PARTS, "g")
"""Names of all parts; the last one is the time of indices and regression."""


def chosen(arguments: list[str]) -> list[str]:
    """Return the comparisons that are named, or all, and the time of indices and regression.

    Up to Python 3.13 argparse looks for the empty list among ``choices``, hence the type.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("part", nargs="*", type=part_of, help=f"one of {', '.join(ALL)}; or all")
    return parser.parse_args(arguments).part or list(ALL)


def part_of(name: str) -> str:
    """Return the name of a part; ``ValueError`` for any other word."""
    return ALL[ALL.index(name)]


def main(arguments: list[str]) -> int:
    """Run comparisons."""
    asked = chosen(arguments)
    say(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for part in sorted(asked):  # the naive loop comes first: nothing is warm yet
            if part in PARTS:
                PARTS[part](bench)
            else:
                computing.main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
