"""The layout engine remembers: the same bytes as without, and nothing it depends on left out."""

import inspect
import pickle
import re
import subprocess
import sys
from xml.etree.ElementTree import ParseError

import pytest
from weasyprint import html
from weasyprint.text import fonts, line_break

from generator.findings.choosing.national_claims import national_brief
from generator.findings.choosing.regional_claims import regional_brief
from generator.findings.choosing.study import study
from generator.pipeline import writing_resources
from generator.printing import pdf_printer
from generator.printing.accelerated import style_cache, text_cache
from generator.printing.pool.dispatch import BriefWriter, WritingJob
from generator.printing.pool.worker import WorkerSettings
from generator.printing.print_job import PrintJob
from generator.project import Project
from tests.small_brief import FIRST, brief_document, document

HERE = Project.here()

WITHOUT = """
import pickle, sys, zlib
from types import SimpleNamespace
import pydyf, weasyprint
from generator.printing import pdf_printer
from generator.printing.accelerated import pdf_writer
from generator.printing.pool import worker
pydyf.zlib = SimpleNamespace(
    compress=zlib.compress, compressobj=lambda level: zlib.compressobj(pdf_writer.COMPRESSION)
)
pdf_printer.remember = lambda: None
pdf_printer.Page = lambda text, fetcher: weasyprint.HTML(string=text, url_fetcher=fetcher)
gear, orders = pickle.load(sys.stdin.buffer)
worker.start_worker(gear)
sys.stdout.buffer.write(pickle.dumps([worker.make(order) for order in orders]))
"""
"""Prints orders with the engine as it comes, but for the level of compression."""


@pytest.fixture(scope="module")
def print_jobs(panel) -> list[PrintJob]:
    """Orders for a region, one created in 2022, a city and the nation, in all languages."""
    everything = study(panel, 2025)
    brief_writer = BriefWriter(writing_resources(HERE, panel))
    regional = [
        WritingJob(regional_brief(everything, code), language)
        for code, language in (("KZ-23", "kk"), ("KZ-62", "ru"), ("KZ-71", "en"))
    ]
    return [
        brief_writer.write(job)
        for job in (*regional, WritingJob(national_brief(everything), "kk"))
    ]


def test_pages_are_the_same_to_the_byte(print_jobs, printer):
    """Whatever is remembered, of one document or of the one before, shows nowhere."""
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT],
        input=pickle.dumps((WorkerSettings(HERE.templates), print_jobs)),
        cwd=HERE.root,
        stdout=subprocess.PIPE,
        check=True,
    )
    printed = [
        printer.print(printer.lay_out(order.brief_document), order) for order in print_jobs * 2
    ]
    assert printed == pickle.loads(ran.stdout) * 2


def test_all_that_decides_how_a_line_is_set_is_known():
    """The engine asks a style for nothing that two lines of one look could differ in."""
    asked = inspect.getsource(line_break) + inspect.getsource(fonts.get_font_description)
    assert set(re.findall(r"style\[['\"](\w+)", asked)) == {
        *text_cache.MEASURED_BY,
        text_cache.DECORATION,
    }


def test_selectors_ask_for_nothing_that_stands_behind():
    """A place is known by what stands above and before it, and by attributes asked for."""
    sheets = [path.read_text("utf-8") for path in (HERE.templates / "style").glob("*.css")]
    engines = re.sub(r"(?m)^.*\b(select|textarea)\b.*$", "", html.UA)  # no page has a form
    rules = re.sub(r"{[^{}]*}|/\*.*?\*/", " ", "\n".join([*sheets, engines]), flags=re.S)
    assert set(re.findall(r":([\w-]+)", rules)).isdisjoint(style_cache.LATER)
    asked = set(re.findall(r"\[(\w+)\s*[~|^$*]?=", rules))
    assert asked.isdisjoint(style_cache.UNASKED)
    assert ":first-child" in rules
    assert "type" in asked


def test_a_letter_that_a_font_lacks_is_warned_of_each_time(printer):
    """A line from memory would be drawn without the warning."""
    page = brief_document(document(f"{FIRST}<p>a \u1200 b</p>"))
    for _ in range(3):
        laid_out = printer.lay_out(page)
        with pdf_printer._Warnings() as warnings:
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
