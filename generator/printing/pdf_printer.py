"""From HTML to an archival and accessible PDF. The only door to Pyphen.

Nothing is fetched but the project's own style sheets and fonts, each named in a closed table.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from multiprocessing.util import Finalize
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from warnings import catch_warnings, simplefilter
from xml.etree.ElementTree import fromstring

import pydyf
import pyphen
from weasyprint import CSS, HTML, Attachment, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from generator.errors import HouseProblems, Location, Problem
from generator.presentation.brief_document import BriefDocument
from generator.printing import chart_svg, page_geometry
from generator.printing.accelerated.switching import switch_on
from generator.printing.chart_svg import Chart, SvgChart
from generator.printing.engine_warnings import EngineWarnings
from generator.printing.page_geometry import PageGeometry
from generator.printing.pdf_checks import inspect
from generator.printing.print_job import PrintJob
from generator.printing.provenance import Provenance, identified
from generator.printing.tagging.structure_tree import referred
from generator.printing.tagging.tag_completion import complete_tags

SCHEME = "oblys:"
"""Addresses of the project's own assets: ``oblys:style/brief.css``."""

VARIANT = "pdf/a-3a"
"""The standard that the engine sees to: archival, tagged, with attachments (ISO 19005-3)."""

STYLES = ("tokens.css", "brief.css", "front.css")
"""Style sheets of every document, in order."""

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
        self.charts: Mapping[str, SvgChart] = {}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return one file of the table, or a chart of the document; raise for other addresses."""
        del headers  # nothing here speaks HTTP
        if url in self.charts:
            image = {"Content-Type": "image/svg+xml"}
            return URLFetcherResponse(url, self.charts[url].content, image)
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

    ``notices`` say which accelerations were left out, and why.

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
        self.notices = switch_on()
        if chart_svg.chart is SvgChart:
            chart_svg.measure_with(templates / "fonts")
        self._assets = Assets(templates)
        self._fonts = FontConfiguration()
        self._styles = self._style_sheets(templates / "style")
        Finalize(None, self.close, exitpriority=0)  # a worker's own end, which knows no atexit

    def close(self) -> None:
        """Remove what the printer keeps on the disk; it prints no more."""
        rmtree(self._folder, ignore_errors=True)
        # The engine removes its own folder too, but perhaps when half of Python is gone.
        engines = getattr(self._fonts, "_folder", None)
        if engines:
            rmtree(engines, ignore_errors=True)
            self._fonts._folder = None

    def _style_sheets(self, folder: Path) -> Mapping[str, CSS]:
        """Read style sheets, once for all documents: each would load all fonts again."""
        texts = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
        return {
            name: CSS(string=text, url_fetcher=self._assets, font_config=self._fonts)
            for name, text in with_constants(texts).items()
        }

    def lay_out(self, brief_document: BriefDocument) -> LaidOutBrief:
        """Lay out one document, and spread what is left of each page over the gaps on it."""
        charts = {
            address: chart_svg.chart(drawing, self._fonts)
            for address, drawing in brief_document.drawings.items()
        }
        with EngineWarnings() as warnings:
            document = page_geometry.filled(self._lay_out(brief_document, charts))
            sheets = page_geometry.page_geometries(document, charts)
        return LaidOutBrief(document, sheets, tuple(warnings.texts))

    def print(self, laid_out: LaidOutBrief, print_job: PrintJob) -> bytes:
        """Print one brief and inspect it.

        Parameters
        ----------
        laid_out
            The brief.
        print_job
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
        with EngineWarnings() as warnings:
            content = self._write(laid_out, print_job)
        problems = [
            Problem("problem.layout", Location(print_job.name), {"found": text})
            for text in (*laid_out.warnings, *warnings.texts)
        ]
        return content, problems + inspect(content, laid_out.page_geometries, print_job)

    def _lay_out(self, brief_document: BriefDocument, charts: Mapping[str, Chart]) -> Document:
        """Lay out one document, which has to be well-formed XML: nothing in it is repaired."""
        fromstring(brief_document.html)
        styles = (*STYLES, *filter(None, [brief_document.style]))
        images = {key: each for key, each in charts.items() if not isinstance(each, SvgChart)}
        self._assets.charts = {
            key: each for key, each in charts.items() if isinstance(each, SvgChart)
        }
        try:
            return HTML(string=brief_document.html, url_fetcher=self._assets).render(
                font_config=self._fonts,
                stylesheets=[self._styles[name] for name in styles],
                pdf_variant=VARIANT,
                cache=images,
            )
        except FatalURLFetchingError as error:  # which no handler of exceptions would catch
            raise LookupError(str(error)) from error

    def _write(self, laid_out: LaidOutBrief, print_job: PrintJob) -> bytes:
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

        def finish(_document: Document, file: pydyf.PDF) -> None:
            titles = {each.place: each.title for each in print_job.sections}
            complete_tags(file, laid_out.page_geometries, titles)
            _identify(file, print_job.provenance)
            # The engine lists each attachment twice.
            file.catalog["AF"] = pydyf.Array(dict.fromkeys(file.catalog["AF"]))

        with catch_warnings():
            simplefilter("ignore", ResourceWarning)  # the engine forgets to close its profile
            content: bytes = laid_out.document.write_pdf(
                pdf_variant=VARIANT, attachments=[table], finisher=finish
            )
        return content


def _identify(file: pydyf.PDF, provenance: Provenance) -> None:
    """Add to the metadata what the engine cannot know: the other standard, and provenance."""
    packet = referred(file, file.catalog["Metadata"]).stream
    start, end = packet[0].index(b"<rdf:RDF"), packet[0].index(_END_OF_RDF) + len(_END_OF_RDF)
    stated = identified(packet[0][start:end], provenance)
    packet[0] = packet[0][:start] + stated + packet[0][end:]


_END_OF_RDF = b"</rdf:RDF>"


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


def _only_bundled_fonts(fonts: Path) -> Path:
    """Hide the machine's own fonts: a missing glyph must not be filled from elsewhere."""
    folder = Path(mkdtemp(prefix="oblys-fonts-"))
    settings = folder / "fonts.conf"
    text = _FONT_SETTINGS.format(fonts=fonts.resolve(), cache=folder / "cache")
    settings.write_text(text, encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(settings)
    return folder
