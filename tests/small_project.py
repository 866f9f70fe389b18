"""A small project: three made-up regions, real pages, and workers in this very process."""

import csv
import hashlib
import re
import shutil
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from markupsafe import escape

from generator import pipeline
from generator.dataset.receiving import receive
from generator.errors import OblysError
from generator.pipeline import Request
from generator.presentation.brief_document import BriefDocument, Section
from generator.presentation.localisation.language import Language
from generator.presentation.tables.correction_table import correction_notice
from generator.printing.pool import dispatch, worker
from generator.project import Project
from generator.publication.issuing import issue

TINY = Path(__file__).resolve().parent / "deliveries"
NEWEST = date(2025, 6, 30)
LATER = date(2025, 9, 30)
TODAY = date(2025, 10, 2)
SUBJECTS = ("KZ-10", "KZ-63", "KZ-71", "KZ")


class Here(Executor):
    """Does the work at once, in this process."""

    def submit(self, work, /, *given, **named):
        """Run and return a finished future."""
        future = Future()
        try:
            future.set_result(work(*given, **named))
        except OblysError as error:
            future.set_exception(error)
        return future


@contextmanager
def here(worker_settings, _jobs, _method="spawn"):
    """Start a worker in this process, once for all tests."""
    if (
        worker._brief_printer is None
        or worker._brief_printer.templates != worker_settings.templates
    ):
        worker.start_worker(worker_settings)
    yield Here()


@dataclass
class Small:
    """The small project and what tests do with it."""

    project: Project
    printed: list

    def build(self, **asked):
        """Build; ``printed`` holds the names of the briefs that were made."""
        self.printed.clear()
        request = Request(**asked)
        return pipeline.build(self.project, request, lambda _: None, self.printed.append)

    def issue(self, *regions):
        """Issue the next edition, or only regions of it; ``None`` if there is nothing new."""
        found = self.survey(regions=regions)
        return issue(self.project, found.plan, found.panel.vintage, TODAY)

    def survey(self, **asked):
        """What there is to do."""
        return pipeline.survey(self.project, Request(**asked))

    def deliver(self, edits, day=LATER):
        """Store a later delivery: the newest tables with some cells changed.

        ``edits`` maps a table and (region, industry, year) to a new value.
        """
        inbox = self.project.root / "inbox"
        shutil.rmtree(inbox, ignore_errors=True)
        inbox.mkdir()
        for table, cells in edits.items():
            source = self.project.deliveries / NEWEST.isoformat() / f"{table}.csv"
            with source.open(encoding="utf-8", newline="") as handle:
                rows = list(csv.DictReader(handle))
            wanted = dict(cells)
            for row in rows:
                key = (row["region"], row.get("industry", ""), int(row["year"]))
                if key in wanted:
                    row["value"] = str(wanted.pop(key))
            assert wanted == {}
            with (inbox / source.name).open("w", encoding="utf-8", newline="") as handle:
                writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        return receive(self.project, [inbox], day, max(TODAY, day), "a test")

    def withdraw(self, day=LATER):
        """Take a delivery away again."""
        shutil.rmtree(self.project.deliveries / day.isoformat())

    def briefs(self, year=2023):
        """Checksum of every brief, by name."""
        folder = self.project.out / str(year) / "briefs"
        return {
            path.stem: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.iterdir())
        }

    def files(self):
        """Checksum of every file of results but the ledger, by path."""
        return {
            str(path.relative_to(self.project.out)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.project.out.rglob("*"))
            if path.is_file() and not re.search(r"ledger|\.lock", path.name)
        }


FIGURE = """<figure><svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="110mm"
viewBox="0 0 60 110"><title>Line chart: from 1 in 2014 to 2 in 2025.</title>
<rect width="60" height="110"/></svg></figure>"""


class PlainPages:
    """Two pages with the facts of a brief and what it corrects, instead of charts and tables."""

    def __init__(self, language):
        self.language = language

    def brief_document(self, brief, figure_set, found=()):
        """Return a small document in the house's fonts that passes every inspection."""
        assert figure_set is None
        assert found in ((), (2, 2))
        notice = correction_notice(brief, self.language)
        rows = [*notice.rows, *notice.more] if notice else []
        told = [notice.banner, *map(str, rows), notice.further] if notice else []
        facts = [
            f"{fact.measure} {self.language.number(fact.value, fact.decimals)} ({fact.rank})"
            for fact in brief.facts
            if fact.period == brief.year and fact.value is not None
        ]
        name, day = self.language.region(brief.subject), brief.vintage.isoformat()
        html = (
            f'<!DOCTYPE html><html lang="{self.language.code}"><head><meta charset="utf-8"/>'
            f'<title>{name}</title><meta name="dcterms.created" content="{day}"/>'
            f'<meta name="dcterms.modified" content="{day}"/></head><body>'
            f'<div class="runfoot"><span class="pg"></span>{day}</div>'
            f'<h1 class="xl" style="position: static">{name}</h1><ol style="list-style: none">'
            f'<li><a href="#facts">{name}</a> 2</li></ol>{FIGURE}'
            f'<p style="font-size: 6pt">{escape(" / ".join(told))}</p>'
            f'<section class="page" id="facts"><h2>{name}</h2>'
            f"<p>{escape('; '.join(facts))}</p>{FIGURE}</section></body></html>"
        )
        return BriefDocument(html, (Section("facts", name, 2),))


UNEMPLOYMENT = """region,year,value,status,borders,source,note
KZ,2023,4.7,published,current,TEST-2,
KZ-10,2023,4.9,published,current,TEST-2,
KZ-63,2023,3.4,published,current,TEST-2,
KZ-71,2023,5.0,published,current,TEST-2,
"""


def complete_unemployment(delivery):
    """Give every region of the small project an unemployment rate."""
    table, manifest = delivery / "unemployment_rate.csv", delivery / "delivery.toml"
    old = hashlib.sha256(table.read_bytes()).hexdigest()
    table.write_text(UNEMPLOYMENT, encoding="utf-8")
    new = hashlib.sha256(table.read_bytes()).hexdigest()
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def small(folder, monkeypatch, *, plain=True):
    """Lay out the small project in a folder; ``plain`` pages are quick to print."""
    real = Project.here()
    data = folder / "data"
    shutil.copytree(TINY, data)
    complete_unemployment(data / "deliveries" / NEWEST.isoformat())
    shutil.copytree(real.classifications / "geometry", data / "classifications" / "geometry")
    for name in ("templates", "locales", "generator"):
        shutil.copytree(real.root / name, folder / name, ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copy(real.root / "requirements.txt", folder)
    monkeypatch.setattr(worker, "workers", here)
    monkeypatch.setattr(worker, "_brief_printer", None)
    if plain:
        monkeypatch.setattr(dispatch.BriefWriter, "figure_set", lambda _desk, _brief: None)
        monkeypatch.setattr(
            dispatch.BriefWriter,
            "pages",
            lambda brief_writer, code: PlainPages(
                Language.load(brief_writer.resources.locales, code)
            ),
        )
    return Small(Project.at(folder), [])
