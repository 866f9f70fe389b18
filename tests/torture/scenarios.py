"""Commands in their order: what each finds, does, and must leave, however often it is cut off."""

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time

import pytest

from generator import pipeline
from generator.cli import issue_command, main
from generator.findings.brief_set import reference_year
from generator.printing import brief_printer
from generator.printing.pool import dispatch, worker
from generator.project import Project
from tests import small_project as laid_out
from tests.small_project import TODAY

SWAPPED = {"unemployment_rate": {("KZ-10", "", 2023): 5.0, ("KZ-71", "", 2023): 4.9}}

BUILD, ISSUE = ("build", "--jobs", "1"), ("issue",)
TWO = ("--region", "KZ-10", "--region", "KZ", "--language", "en")


@dataclass(frozen=True)
class Scenario:
    """One command: what it continues, the figures it reads, its words, and its pages.

    ``real`` pages have all charts and tables and are printed by worker processes; the others are
    plain, and were printed once before.
    """

    name: str
    after: str
    data: str
    words: tuple[str, ...]
    real: bool = False


SCENARIOS = {
    each.name: each
    for each in (
        Scenario("first build", "", "data", BUILD),
        Scenario("first issue", "first build", "data", ISSUE),
        Scenario("revised build", "first issue", "revised", BUILD),
        Scenario("second issue", "revised build", "revised", ISSUE),
        Scenario("withdrawn build", "revised build", "data", BUILD),
        Scenario("build again", "first build", "data", BUILD),
        Scenario("verify", "first issue", "data", ("verify",)),
        Scenario("first real build", "", "data", (*BUILD, *TWO), real=True),
        Scenario("revised real build", "first real build", "revised", (*BUILD, *TWO), real=True),
    )
}
LOOKING = ("build again", "verify")
PLAIN = tuple(each for each in SCENARIOS.values() if not each.real and each.name not in LOOKING)
REAL = tuple(each for each in SCENARIOS.values() if each.real)


class ScenarioRunner:
    """The small project with both deliveries; lives in the process that makes the briefs.

    Parameters
    ----------
    folder
        Where everything is laid out.
    """

    def __init__(self, folder):
        self.pages, self.figure_set = dispatch.BriefWriter.pages, dispatch.BriefWriter.figure_set
        self.make, self.workers = brief_printer.BriefPrinter.make, worker.workers
        self.small = laid_out.small(folder, pytest.MonkeyPatch())
        self.folder = folder
        self.small.deliver(SWAPPED)
        shutil.copytree(folder / "data", folder / "revised")
        self.small.withdraw()
        self.printed = {}
        self.known = {}
        issue_command.datetime = Today

    def run(self, scenario, out, more=()):
        """Carry out the command of a scenario in a folder of results; its exit code."""
        data = self.folder / scenario.data
        project = replace(self.small.project, data=data, out=out)
        Project.here = classmethod(lambda _: project)
        words = [*scenario.words, *more, "--ui", "en", "--data", str(data), "--out", str(out)]
        return main(words)

    def after(self, name):
        """Folder with the results after a scenario."""
        return self.folder / "after" / name.replace(" ", "-")

    def lay(self, scenario, out):
        """Put into a folder what a scenario finds."""
        if scenario.after:
            shutil.copytree(self.after(scenario.after), out)
        else:
            out.mkdir()

    def record(self, scenarios):
        """Run scenarios undisturbed, and keep what each leaves."""
        for scenario in scenarios:
            out = self.after(scenario.name)
            out.parent.mkdir(exist_ok=True)
            self.lay(scenario, out)
            with self.printing_for(scenario):
                if self.run(scenario, out):
                    raise RuntimeError(scenario.name)

    @contextmanager
    def printing_for(self, scenario):
        """Print real pages in processes of their own, or plain ones here, each only once."""
        patch = pytest.MonkeyPatch()
        if scenario.real:
            fork = worker.get_context("fork")
            patch.setattr(worker, "get_context", lambda _: fork)
            patch.setattr(worker, "workers", self.workers)
            patch.setattr(dispatch.BriefWriter, "pages", self.pages)
            patch.setattr(dispatch.BriefWriter, "figure_set", self.figure_set)
        else:
            patch.setattr(brief_printer.BriefPrinter, "make", self._remembered())
        yield
        patch.undo()

    def _remembered(self):
        def make(shop, order):
            key = (order.provenance, order.brief_document.html)
            if key not in self.printed:
                self.printed[key] = self.make(shop, order)
            return self.printed[key]

        return make

    def remember_figures(self):
        """Read and compute once; who is forked after this need not do it again."""
        load, prepare = pipeline.load, pipeline.prepare
        for name in ("data", "revised"):
            panel = load(replace(self.small.project, data=self.folder / name), None)
            briefs = prepare(panel, reference_year(panel, None), ())
            self.known[name] = (panel, briefs)

    def recall_figures(self, scenario):
        """Use what was read and computed before."""
        panel, briefs = self.known[scenario.data]
        pipeline.load = lambda *_: panel
        pipeline.prepare = lambda *_: briefs


class Today(datetime):
    """The day of issue does not change at midnight."""

    @classmethod
    def now(cls, tz=None):
        """Noon of the day on which the tests issue."""
        return datetime.combine(TODAY, time(12), tz)
