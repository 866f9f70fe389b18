"""Accelerations: the same bytes as without, each behind a gate and with a way back."""

import inspect
import pickle
import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from types import SimpleNamespace
from xml.etree.ElementTree import ParseError

import pydyf
import pytest
import weasyprint
from weasyprint.text import fonts, line_break

from generator.findings.choosing.national_claims import national_brief
from generator.findings.choosing.regional_claims import regional_brief
from generator.findings.choosing.study import study
from generator.pipeline import writing_resources
from generator.printing import chart_svg, page_geometry
from generator.printing.accelerated import switching, text_cache
from generator.printing.accelerated.switching import ACCELERATIONS, Acceleration
from generator.printing.engine_warnings import EngineWarnings
from generator.printing.pool.dispatch import BriefWriter, WritingJob
from generator.printing.pool.worker import WorkerSettings
from generator.printing.print_job import PrintJob
from generator.project import Project
from tests.small_brief import FIRST, brief_document, document, order

HERE = Project.here()

KEPT = ("compression", "charts", "page_boxes")
"""What decides the bytes besides the engine: these stay on when bytes are compared."""

SOME = """
import pickle, sys
from generator.printing import pdf_printer
from generator.printing.accelerated import switching
from generator.printing.pool import worker
names, settings, jobs = pickle.load(sys.stdin.buffer)
chosen = [each for each in switching.ACCELERATIONS if each.name in names]
pdf_printer.switch_on = lambda: switching.switch_on(chosen)
worker.start_worker(settings)
made = [worker.make(job) for job in jobs]
sys.stdout.buffer.write(pickle.dumps(made))
"""
"""Prints jobs in a process with only these accelerations."""


def printed_with(names, jobs):
    """The jobs as a process prints them that has only these accelerations; all pass inspection."""
    ran = subprocess.run(
        [sys.executable, "-c", SOME],
        input=pickle.dumps((names, WorkerSettings(HERE.templates), jobs)),
        cwd=HERE.root,
        stdout=subprocess.PIPE,
        check=True,
    )
    return pickle.loads(ran.stdout)


@pytest.fixture(scope="module")
def print_jobs(panel, printer) -> list[PrintJob]:
    """Print jobs for a region, one created in 2022, a city and the nation, in all languages.

    Each names the pages on which a first layout found its sections.
    """
    everything = study(panel, 2025)
    brief_writer = BriefWriter(writing_resources(HERE, panel))
    regional = [
        WritingJob(regional_brief(everything, code), language)
        for code, language in (("KZ-23", "kk"), ("KZ-62", "ru"), ("KZ-71", "en"))
    ]
    jobs = (*regional, WritingJob(national_brief(everything), "kk"))
    return [
        brief_writer.write(replace(job, found=begun(brief_writer, printer, job))) for job in jobs
    ]


def begun(brief_writer, printer, job):
    """The pages on which the sections of a brief begin, then how many pages it has."""
    document = brief_writer.write(job).brief_document
    sheets = printer.lay_out(document).page_geometries
    return document.found([sheet.anchors for sheet in sheets])


def test_pages_are_the_same_to_the_byte(print_jobs, printer):
    """Whatever is remembered, of one document or of the one before, shows nowhere."""
    plainly = [made.content for made in printed_with(KEPT, print_jobs)]
    printed = [printer.print(printer.lay_out(job.brief_document), job) for job in print_jobs * 2]
    assert printed == plainly * 2


def test_a_brief_printed_quite_plainly_passes_inspection(print_jobs):
    """Charts as SVG images, another compression, boxes unread: nothing is refused."""
    made = printed_with((), print_jobs[1:2])
    assert made[0].content.startswith(b"%PDF")


@pytest.fixture
def plain():
    """Nothing is switched on before the test, and everything as it was after it."""
    before = list(switching._before)
    again = [(owner, name, vars(owner).get(name)) for owner, name, _ in before]
    switching.switch_off()
    yield
    switching.switch_off()
    for owner, name, value in again:
        setattr(owner, name, value)
    switching._before[:] = before


def attributes():
    """Everything that accelerations replace, as it is now."""
    modules = (weasyprint, pydyf, chart_svg, page_geometry, text_cache._memory)
    return [dict(vars(each)) for each in (*modules, weasyprint.HTML, pydyf.PDF, pydyf.Stream)]


def test_all_are_on_with_the_pinned_versions_and_go_off_again(plain):
    """Each attribute that was replaced is put back, though they were switched on twice."""
    before = attributes()
    assert switching.switch_on() == ()
    assert switching.switch_on() == ()
    assert attributes() != before
    assert chart_svg.chart is not chart_svg.SvgChart
    switching.switch_off()
    assert attributes() == before


def test_accelerations_are_made_for_the_pinned_versions():
    """Whoever raises a version finds here which accelerations it leaves out."""
    project = tomllib.loads((HERE.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = dict(each.split("==") for each in project["dependencies"])
    for each in ACCELERATIONS:
        assert each.made_for.items() <= pinned.items(), each.name
    assert {name for each in ACCELERATIONS for name in each.made_for} == set(switching.FOUND)


def test_another_version_leaves_out_what_was_not_made_for_it(plain, monkeypatch):
    """One notice for all that are left out for it; the others are on."""
    monkeypatch.setattr(switching, "FOUND", {**switching.FOUND, "weasyprint": "69.0"})
    (notice,) = switching.switch_on()
    assert notice.key == "notice.other_version"
    assert (notice.slots["found"], notice.slots["expected"]) == (
        "weasyprint 69.0",
        "weasyprint 70.0",
    )
    left_out = [each.name for each in ACCELERATIONS if "weasyprint" in each.made_for]
    assert notice.slots["items"] == ", ".join(left_out)
    assert chart_svg.chart is chart_svg.SvgChart
    assert switching._before


BROKEN = SimpleNamespace(on=True)


def raising():
    """Replace one attribute and fail at the next."""
    yield BROKEN, "on", False
    raise AttributeError(name="UA")


def other_output():
    """Let every document print something else."""
    write = weasyprint.Document.write_pdf
    return [(weasyprint.Document, "write_pdf", lambda *given, **how: write(*given, **how) + b" ")]


@pytest.mark.parametrize(
    ("replacements", "found"), [("raising", "AttributeError"), ("other_output", "≠")]
)
def test_one_that_fails_is_left_out_alone(plain, replacements, found):
    """It raises when it is switched on, or a small page is not the same: a notice names it."""
    bad = Acceleration("bad", {}, f"{__name__}:{replacements}")
    write = weasyprint.Document.write_pdf
    (notice,) = switching.switch_on((ACCELERATIONS[0], bad, *ACCELERATIONS[1:]))
    assert notice.key == "notice.acceleration"
    assert (notice.slots["items"], notice.slots["found"].partition(":")[0]) == ("bad", found)
    assert BROKEN.on
    assert weasyprint.Document.write_pdf is write
    assert chart_svg.chart is not chart_svg.SvgChart


@pytest.mark.parametrize("broken", ACCELERATIONS, ids=lambda each: each.name)
def test_each_can_fail_and_the_small_brief_is_printed(plain, printer, broken):
    """The file passes inspection, and is the same but for what is meant to differ."""
    failing = replace(broken, replacements=f"{__name__}:raising")
    chosen = [failing if each is broken else each for each in ACCELERATIONS]
    (notice,) = switching.switch_on(chosen)
    assert notice.slots["items"] == broken.name
    expected = "layout_unchecked" if broken.name == "page_boxes" else "acceleration"
    assert notice.key == f"notice.{expected}"
    assert printer.print(printer.lay_out(brief_document(document())), order())


def test_all_that_decides_how_a_line_is_set_is_known():
    """The engine asks a style for nothing that two lines of one look could differ in."""
    asked = inspect.getsource(line_break) + inspect.getsource(fonts.get_font_description)
    assert set(re.findall(r"style\[['\"](\w+)", asked)) == {
        *text_cache.MEASURED_BY,
        text_cache.DECORATION,
    }


def test_a_letter_that_a_font_lacks_is_warned_of_each_time(printer):
    """A line from memory would be drawn without the warning."""
    page = brief_document(document(f"{FIRST}<p>a \u1200 b</p>"))
    for _ in range(3):
        laid_out = printer.lay_out(page)
        with EngineWarnings() as warnings:
            laid_out.document.write_pdf()
        assert [text for text in warnings.texts if "1200" in text] == [warnings.texts[0]]


def test_lines_are_forgotten_before_they_fill_the_memory(printer, monkeypatch):
    """There is an end to what is remembered."""
    monkeypatch.setattr(text_cache, "LINES", 20)
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(100, 200))
    printer.lay_out(brief_document(document(f"{FIRST}<table>{rows}</table>")))
    assert 0 < len(printer._fonts.measured_lines) <= 20


@pytest.mark.parametrize("wrong", ["<p>", "</p>", "<b><i></b></i>", "&nbsp;", "<br>", "a < b"])
def test_pages_are_not_repaired(printer, wrong):
    """What is not well-formed is a mistake of a template, and stops the brief."""
    with pytest.raises(ParseError):
        printer.lay_out(brief_document(document(FIRST + wrong)))
