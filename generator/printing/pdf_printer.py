"""From HTML to an archival and accessible PDF. The only door to Pyphen and to printing.

Nothing is fetched but the project's own style sheets and fonts, each named in a closed table.
"""

import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from multiprocessing.util import Finalize
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any
from warnings import catch_warnings, simplefilter

import pyphen
from weasyprint import CSS, Attachment, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from generator.errors import HouseProblems, Location, Problem
from generator.presentation.brief_document import BriefDocument
from generator.printing.accelerated.style_cache import Page, remember
from generator.printing.chart_image import ChartImage
from generator.printing.page_geometry import PageGeometry, page_geometries
from generator.printing.pdf_checks import inspect
from generator.printing.print_job import PrintJob
from generator.printing.provenance import identified

SCHEME = "oblys:"
"""Addresses of the project's own assets: ``oblys:style/brief.css``."""

VARIANT = "pdf/a-3a"
"""The standard that the engine sees to: archival, tagged, with attachments (ISO 19005-3)."""

STYLES = ("tokens.css", "brief.css")
"""Style sheets of every document, in order."""

TIGHTER: Mapping[str, tuple[str, ...]] = {
    "airy": (),
    "tight": ("tight.css",),
    "tightest": ("tight.css", "tightest.css"),
}
"""Style sheets that are added to them, by how much air a document is laid out with."""

_FONT_SETTINGS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


class Assets(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no type hints
    """Hands out the files of the style and fonts folders, and refuses everything else.

    Parameters
    ----------
    templates
        Folder that holds ``style`` and ``fonts``.
    """

    def __init__(self, templates: Path) -> None:
        super().__init__(allowed_protocols=(SCHEME.rstrip(":"),), fail_on_errors=True)
        self._files: Mapping[str, Path] = {
            f"{SCHEME}{folder}/{file.name}": file
            for folder in ("style", "fonts")
            for file in sorted((templates / folder).iterdir())
        }

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return one file of the table; raise for any other address."""
        del headers  # nothing here speaks HTTP
        file = self._files.get(url)
        if file is None:
            raise FatalURLFetchingError(url)
        kind = "text/css" if file.suffix == ".css" else "font/ttf"
        return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": kind})


@dataclass(frozen=True)
class LaidOutBrief:
    """A brief laid out but not yet printed: its pages, and what the engine warned of."""

    document: Document
    page_geometries: tuple[PageGeometry, ...]
    warnings: tuple[str, ...]


class PdfPrinter:
    """Prints briefs; made once per process, since fonts are dear to load.

    Parameters
    ----------
    templates
        Folder with style sheets, fonts and hyphenation patterns.
    """

    def __init__(self, templates: Path) -> None:
        for patterns in (templates / "hyphenation").glob("hyph_*.dic"):
            code = patterns.stem.removeprefix("hyph_")
            pyphen.LANGUAGES[code] = patterns
            pyphen.LANGUAGES_LOWERCASE[code.lower()] = code
        self._folder = _only_bundled_fonts(templates / "fonts")
        remember()
        self._assets = Assets(templates)
        self._fonts = FontConfiguration()
        style_sheets = self._style_sheets(templates / "style")
        self._styles = {
            spacing: [style_sheets[name] for name in (*STYLES, *more)]
            for spacing, more in TIGHTER.items()
        }

        Finalize(None, self.close, exitpriority=0)  # a worker's own end, which knows no atexit

    def close(self) -> None:
        """Remove what the press keeps on the disk; it prints no more."""
        rmtree(self._folder, ignore_errors=True)
        if self._fonts._folder:
            rmtree(self._fonts._folder, ignore_errors=True)
            self._fonts._folder = None  # else it is tried again when half of Python is gone

    def _style_sheets(self, folder: Path) -> Mapping[str, CSS]:
        """Read style sheets, once for all documents: each would load all fonts again."""
        texts = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
        return {
            name: CSS(string=text, url_fetcher=self._assets, font_config=self._fonts)
            for name, text in with_constants(texts).items()
        }

    def lay_out(self, brief_document: BriefDocument) -> LaidOutBrief:
        """Lay out one document, tighter by steps where a section would spill over."""
        drawings = brief_document.drawings.items()
        images = {address: ChartImage(drawing, self._fonts) for address, drawing in drawings}
        with _Warnings() as warnings:
            for spacing in brief_document.spacings:
                document = self._lay_out(brief_document.html, spacing, images)
                if len(document.pages) <= brief_document.pages:
                    break
        return LaidOutBrief(document, page_geometries(document), tuple(warnings.texts))

    def print(self, laid_out: LaidOutBrief, print_job: PrintJob) -> bytes:
        """Print one brief and inspect it.

        Parameters
        ----------
        proof
            The brief as it was laid out.
        order
            What it should become.

        Returns
        -------
        bytes
            A PDF that is archival (PDF/A-3a) and accessible (PDF/UA-1), with its figures and its
            provenance inside. The same input gives the same bytes.

        Raises
        ------
        HouseProblems
            With everything that the inspection finds wrong, and every warning of the engine.
        """
        content, problems = self.look(laid_out, print_job)
        if problems:
            raise HouseProblems(problems)
        return content

    def look(self, laid_out: LaidOutBrief, print_job: PrintJob) -> tuple[bytes, list[Problem]]:
        """Print one brief to be looked at, whatever is wrong with it; see :meth:`print`."""
        with _Warnings() as warnings:
            content = self._write(laid_out.document, print_job)
        problems = [
            Problem("problem.layout", Location(print_job.name), {"found": text})
            for text in (*laid_out.warnings, *warnings.texts)
        ]
        return content, problems + inspect(content, laid_out.page_geometries, print_job)

    def _lay_out(self, html: str, spacing: str, images: dict[str, ChartImage]) -> Document:
        return Page(html, self._assets).render(
            font_config=self._fonts,
            stylesheets=self._styles[spacing],
            pdf_variant=VARIANT,
            cache=images,
        )

    def _write(self, document: Document, print_job: PrintJob) -> bytes:
        """Write the file; the engine knows one standard at a time, so the other is added."""
        released = datetime.combine(print_job.provenance.vintage, time(), UTC)
        table = Attachment(
            string=print_job.table.content,
            name=print_job.table.name,
            description=print_job.table.title,
            created=released,
            modified=released,
            relationship="Data",
            url_fetcher=self._assets,
        )
        plain = document.metadata.generate_rdf_metadata

        def identify(*standard: object) -> bytes:
            return identified(plain(*standard), print_job.provenance)

        def finish(laid_out: Document, file: Any) -> None:  # noqa: ANN401 - no type hints
            _name_links(file, {each.place: each.title for each in print_job.sections})
            _head_cells(laid_out)
            # The engine lists each attachment twice.
            file.catalog["AF"] = type(file.catalog["AF"])(dict.fromkeys(file.catalog["AF"]))

        document.metadata.generate_rdf_metadata = identify
        with catch_warnings():
            simplefilter("ignore", ResourceWarning)  # the engine forgets to close its profile
            content: bytes = document.write_pdf(
                pdf_variant=VARIANT, attachments=[table], finisher=finish
            )
        return content


def _name_links(file: Any, titles: Mapping[str, str]) -> None:  # noqa: ANN401 - no type hints
    """Describe each link by the title of the section it leads to; the engine uses its name."""
    for each in file.objects:
        if isinstance(each, dict) and each.get("Subtype") == "/Link" and "Dest" in each:
            each["Contents"].string = titles.get(each["Dest"].string, each["Dest"].string)


def _head_cells(document: Document) -> None:
    """Say of each table header whether it heads a row or a column, which the engine leaves out."""
    for page in document.pages:
        for box in page._page_box.descendants():
            mark = getattr(box, "mark", None)
            if mark is not None and mark["S"] == "/TH":
                row = box.element.get("scope", "").startswith("row")
                mark["A"]["Scope"] = "/Row" if row else "/Column"


def with_constants(sheets: Mapping[str, str]) -> Mapping[str, str]:
    """Put the value of each custom property that never changes in the place of its uses.

    The engine would look it up, and read the rule again, for every element.

    Parameters
    ----------
    sheets
        Text of all style sheets, by name.
    """
    values: dict[str, set[str]] = {}
    for name, value in re.findall(r"(--[\w-]+)\s*:\s*([^;}]+)", "".join(sheets.values())):
        values.setdefault(name, set()).add(value.strip())
    constant = {
        name: found.pop()
        for name, found in values.items()
        if len(found) == 1 and "var(" not in "".join(found)
    }
    return {
        name: re.sub(r"var\((--[\w-]+)\)", lambda use: constant.get(use[1], use[0]), text)
        for name, text in sheets.items()
    }


class _Warnings(logging.Handler):
    """Collects what the layout engine would otherwise only log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())

    def __enter__(self) -> "_Warnings":
        logging.getLogger("weasyprint").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("weasyprint").removeHandler(self)


def _only_bundled_fonts(fonts: Path) -> Path:
    """Hide the machine's own fonts: a missing glyph must not be filled from elsewhere."""
    folder = Path(mkdtemp(prefix="oblys-fonts-"))
    settings = folder / "fonts.conf"
    text = _FONT_SETTINGS.format(fonts=fonts.resolve(), cache=folder / "cache")
    settings.write_text(text, encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(settings)
    return folder
