"""From HTML to a tagged PDF. The only door to WeasyPrint, Pyphen and pikepdf.

Nothing is fetched but the project's own style sheets and fonts, each named in a closed table.
"""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp

import pikepdf
import pyphen
from weasyprint import HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from generator.errors import HouseProblems, Place, Problem

SCHEME = "oblys:"
"""Addresses of the project's own assets: ``oblys:style/brief.css``."""

FAMILIES = ("Source-Sans-3", "Source-Serif-4-Display")
"""Bundled families as they are named inside a PDF; nothing else may be embedded."""

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


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF and its number of pages."""

    content: bytes
    pages: int


class Press:
    """Prints pages; made once per process, since fonts are dear to load.

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
        _only_bundled_fonts(templates / "fonts")
        self._assets = Assets(templates)
        self._fonts = FontConfiguration()

    def print(self, html: str, pages: int, name: str) -> Printed:
        """Lay out and print one document, a little tighter where a section would spill over.

        Parameters
        ----------
        html
            The whole document.
        pages
            Pages that it should have: one for each section.
        name
            Name of the brief, for error messages.

        Returns
        -------
        Printed
            A tagged PDF (PDF/UA-1) and the number of its pages.

        Raises
        ------
        HouseProblems
            If a font is not one of ours, or the layout engine warns.
        """
        with _Warnings() as warnings:
            document = self._lay_out(html)
            if len(document.pages) > pages:
                document = self._lay_out(html, "tight")
            content: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
        problems = [
            Problem("problem.layout", Place(name), {"found": text}) for text in warnings.texts
        ]
        problems += [
            Problem("problem.font", Place(name), {"found": font})
            for font in embedded_fonts(content)
            if not font.split("+")[-1].startswith(FAMILIES)
        ]
        if problems:
            raise HouseProblems(problems)
        return Printed(content, len(document.pages))

    def _lay_out(self, html: str, medium: str = "print") -> Document:
        page = HTML(string=html, url_fetcher=self._assets, media_type=medium)
        return page.render(font_config=self._fonts)


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


def _only_bundled_fonts(fonts: Path) -> None:
    """Hide the machine's own fonts: a missing glyph must not be filled from elsewhere."""
    folder = Path(mkdtemp(prefix="oblys-fonts-"))
    settings = folder / "fonts.conf"
    text = _FONT_SETTINGS.format(fonts=fonts.resolve(), cache=folder / "cache")
    settings.write_text(text, encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(settings)


def embedded_fonts(content: bytes) -> frozenset[str]:
    """Names of all fonts that a PDF uses, with their subset prefix."""
    names = set()
    with pikepdf.open(BytesIO(content)) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font":
                names.add(str(each.get("/BaseFont", "/?"))[1:])
    return frozenset(names)
