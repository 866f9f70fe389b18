"""A document that hangs, breaks or kills its process fails alone."""

import os
import signal
from dataclasses import replace
from functools import partial

import pytest

from generator.errors import Problem, unexpected
from generator.presentation.brief_html import fill
from generator.presentation.tables.indicator_table import capitalised
from generator.printing import brief_printer
from generator.printing.pool import worker as staff
from generator.printing.pool.dispatch import BriefWriter, PrintService, WritingJob, render
from generator.printing.pool.worker import WorkerSettings, make, workers
from generator.printing.print_job import Rewrite
from tests import small_project as laid_out


@pytest.fixture
def found(small):
    """The survey of the small project."""
    return small.survey()


def jobs_of(found, *languages):
    """One job per brief and language."""
    return [WritingJob(brief, language) for brief in found.everything for language in languages]


def spoiled(monkeypatch, name, deed):
    """Let one brief do something bad in this process."""
    plain = brief_printer.BriefPrinter.make

    def spoil(shop, order):
        return deed() if order.name == name else plain(shop, order)

    monkeypatch.setattr(brief_printer.BriefPrinter, "make", spoil)


def printers(found, pool, count=1, **patience):
    """Written in the small project, printed by a pool."""
    worker_settings = WorkerSettings(found.resources.templates, **patience)
    return PrintService(BriefWriter(found.resources).write, partial(pool, worker_settings), count)


HOUR = 3600.0


def forever():
    """Never end; the time that was set for the document runs out at once."""
    left, _ = signal.getitimer(signal.ITIMER_REAL)
    if not 0 < left <= HOUR:
        raise ValueError(left)
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    while True:
        pass


def too_deep():
    """Recurse without end."""
    return too_deep()


BAD = [(forever, "problem.time_limit"), (too_deep, "problem.brief_failed")]


@pytest.mark.parametrize(("deed", "problem"), BAD)
def test_a_bad_document_fails_alone(found, monkeypatch, deed, problem):
    """The others are printed, and the problem names the brief and keeps the traceback."""
    spoiled(monkeypatch, "KZ-63.en", deed)
    printed = {}
    own = printers(found, laid_out.here, time_limit=HOUR)
    done = render(own, jobs_of(found, "en"), lambda job, made: printed.update({job.name: made}))
    assert set(printed) == {"KZ-10.en", "KZ-71.en", "KZ.en"}
    assert all(content.startswith(b"%PDF") for content in printed.values())
    assert {name: each[0].key for name, each in done.failures.items()} == {"KZ-63.en": problem}
    (found_problem,) = done.failures["KZ-63.en"]
    assert found_problem.place.file == "KZ-63.en"
    assert f"in {deed.__name__}" in found_problem.trace


class Deadly(str):
    """A language that kills the process which reads it, as the lack of memory would."""

    __slots__ = ()

    def __reduce__(self):
        """Kill the process that unpacks the job."""
        return os.kill, (_Self(), signal.SIGKILL)


class _Self:
    """The process that reads this."""

    def __reduce__(self):
        """Give the number of the process that reads it."""
        return os.getpid, ()


def test_a_killed_worker_takes_no_other_brief_with_it(found):
    """The brief on which the process died twice is reported; all others are printed."""
    jobs = jobs_of(found, "en")
    deadly = WritingJob(found.everything[1], Deadly("en"))
    printed = []
    done = render(
        printers(found, workers, 2),
        [jobs[0], deadly, *jobs[2:]],
        lambda job, _: printed.append(job.name),
    )
    assert sorted(printed) == ["KZ-10.en", "KZ-71.en", "KZ.en"]
    assert {name: each[0].key for name, each in done.failures.items()} == {
        "KZ-63.en": "problem.worker_died"
    }


def test_a_build_with_a_bad_document_publishes_the_others(small, monkeypatch):
    """The failed brief keeps its previous file, is reported, and is tried again next time."""
    small.build()
    before = small.files()
    small.deliver({"unemployment_rate": {("KZ-10", "", 2023): 6.1}})
    spoiled(monkeypatch, "KZ-63.ru", too_deep)
    outcome = small.build()
    assert [problem.place.file for problem in outcome.problems] == ["KZ-63.ru"]
    now = small.files()
    assert now["2023/briefs/KZ-63.ru.pdf"] == before["2023/briefs/KZ-63.ru.pdf"]
    assert now["2023/briefs/KZ-63.kk.pdf"] != before["2023/briefs/KZ-63.kk.pdf"]
    monkeypatch.undo()
    steps = {step.name: step for step in small.survey().plan.steps}
    assert [name for name, step in steps.items() if step.action == "make"] == ["KZ-63.ru"]


def test_a_worker_that_was_not_started_says_so(found, monkeypatch):
    """A mistake of the program, not of the data."""
    monkeypatch.setattr(staff, "_brief_printer", None)
    with pytest.raises(RuntimeError):
        make(BriefWriter(found.resources).write(jobs_of(found, "en")[0]))


def test_a_worker_may_ask_for_another_document(found, monkeypatch):
    """It is written anew with the pages that a layout found, and it prints."""
    plain, asked = brief_printer.BriefPrinter.laid_out, []

    def first_no(shop, order):
        asked.append((order.name, order.may_number))
        return Rewrite((2, 2)) if order.may_number else plain(shop, order)

    written = []

    def write(job):
        written.append(job.found)
        return BriefWriter(found.resources).write(job)

    monkeypatch.setattr(brief_printer.BriefPrinter, "laid_out", first_no)
    own = replace(printers(found, laid_out.here), write=write)
    printed = []
    render(own, jobs_of(found, "en")[:1], lambda job, _: printed.append(job.name))
    assert asked == [("KZ-10.en", True), ("KZ-10.en", False)]
    assert written == [(), (2, 2)]
    assert printed == ["KZ-10.en"]


def test_what_goes_wrong_in_writing_fails_alone(found):
    """A brief that cannot even be written is reported; the others are printed."""
    brief_writer = BriefWriter(found.resources)

    def write(job):
        return brief_writer.write(job) if job.name != "KZ-63.en" else 1 / 0

    printed = []
    own = replace(printers(found, laid_out.here), write=write)
    done = render(own, jobs_of(found, "en"), lambda job, _: printed.append(job.name))
    assert set(printed) == {"KZ-10.en", "KZ-71.en", "KZ.en"}
    assert done.failures["KZ-63.en"][0].key == "problem.brief_failed"


def test_an_error_names_the_template_and_the_source_with_their_lines(tmp_path):
    """A misspelt template, an undefined name, and what a template calls: each is named."""
    templates = tmp_path / "templates"
    templates.mkdir()
    texts = {
        "misspelt.html": "one\ntwo\n{% if %}",
        "undefined.html": "one\n{{ nobody.knows }}",
        "called.html": "one\ntwo\n{{ capital(1) }}",
    }
    found = {}
    for name, text in texts.items():
        (templates / name).write_text(text, encoding="utf-8")
        with pytest.raises(Exception) as raised:  # noqa: PT011 - each is of another kind
            fill(templates, name, {"capital": capitalised})
        found[name] = unexpected("problem.brief_failed", raised.value, "KZ-23.kk")
    slots = {name: each.slots for name, each in found.items()}
    assert slots["misspelt.html"]["found"].startswith("TemplateSyntaxError: ")
    assert slots["misspelt.html"]["path"].startswith("templates/misspelt.html:3, generator/")
    assert slots["undefined.html"]["found"] == "UndefinedError: 'nobody' is undefined"
    assert slots["undefined.html"]["path"].startswith("templates/undefined.html:2, generator/")
    template, source = slots["called.html"]["path"].split(", ")
    assert template == "templates/called.html:3"
    assert source.startswith("generator/presentation/tables/indicator_table.py:")
    assert all(each.trace.startswith("KZ-23.kk\nTraceback") for each in found.values())


def test_a_notice_of_the_workers_is_told_once(found, monkeypatch):
    """However many briefs are printed without an acceleration."""
    notice = Problem("notice.acceleration", slots={"items": "lines", "found": "≠"})
    monkeypatch.setattr(brief_printer.BriefPrinter, "notices", (notice,))
    printed = []
    own = printers(found, laid_out.here)
    done = render(own, jobs_of(found, "en"), lambda job, made: printed.append(made))
    assert done.notices == [notice]
    assert len(printed) == 4
    assert all(isinstance(each, bytes) for each in printed)


def test_the_traceback_of_another_process_comes_back(found):
    """What a worker raised is told with the lines of that process."""
    sound = BriefWriter(found.resources).write(jobs_of(found, "en")[0])
    broken = replace(sound, brief_document=None)
    own = replace(printers(found, workers), write=lambda _job: broken)
    done = render(own, jobs_of(found, "en")[:1], lambda *_: None)
    (problem,) = done.failures["KZ-10.en"]
    assert problem.key == "problem.brief_failed"
    assert problem.slots["found"].startswith("AttributeError")
    assert "generator/printing/" in problem.slots["path"]
    assert "Traceback" in problem.trace
