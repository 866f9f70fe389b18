"""Switch accelerations of the layout engine on, each behind a gate and with a way back.

An acceleration puts its own values in the place of attributes of WeasyPrint, cssselect2 or pydyf.
It is made for their pinned versions. With any other version, or if it cannot be switched on, or if
a small page is printed differently with it, all that it replaced is put back, and pages are
printed plainly. See decision 0013.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import Any

import cssselect2
import pydyf
import weasyprint
from weasyprint import HTML, Document
from weasyprint.text.fonts import FontConfiguration

from generator.errors import Problem

ENGINE: Mapping[str, str] = {"weasyprint": "70.0", "cssselect2": "0.10.1"}
"""Versions of the libraries that lay out pages, for which accelerations were made."""

WRITER: Mapping[str, str] = {"pydyf": "0.13.0"}
"""Version of the library that puts pages into bytes."""

FOUND: Mapping[str, str] = {
    library.__name__: getattr(library, "__version__", "–")
    for library in (weasyprint, cssselect2, pydyf)
}
"""Versions that are installed."""

Replacement = tuple[Any, str, object]
"""A module, class or object; the name of one of its attributes; the value to put there."""


@dataclass(frozen=True, slots=True)
class Acceleration:
    """One acceleration.

    Parameters
    ----------
    name
        For messages.
    made_for
        Versions of the libraries whose attributes it replaces.
    replacements
        Address of a function, ``module:function``, that returns what it replaces. The module is
        loaded only behind the gate, since it imports private parts of the libraries.
    check
        Address of a function that returns the same value before and after, if it works.
    notice
        Key of the notice that it does not work.
    """

    name: str
    made_for: Mapping[str, str]
    replacements: str
    check: str = f"{__name__}:probed"
    notice: str = "notice.acceleration"

    def other_versions(self) -> tuple[str, str]:
        """Return the versions that it was not made for, and those expected; empty if none."""
        others = [name for name, wanted in self.made_for.items() if FOUND[name] != wanted]
        return _listed(others, FOUND), _listed(others, self.made_for)


_HERE = "generator.printing.accelerated"

ACCELERATIONS = (
    Acceleration("page_parser", ENGINE, f"{_HERE}.style_cache:page_parser"),
    Acceleration("element_styles", ENGINE, f"{_HERE}.style_cache:element_styles"),
    Acceleration("initial_values", ENGINE, f"{_HERE}.style_cache:initial_values"),
    Acceleration("used_lengths", ENGINE, f"{_HERE}.style_cache:used_lengths"),
    Acceleration("lines", ENGINE, f"{_HERE}.text_cache:lines"),
    Acceleration("objects_once", WRITER, f"{_HERE}.pdf_writer:objects_once"),
    Acceleration(
        "compression",
        WRITER,
        f"{_HERE}.pdf_writer:compression",
        f"{_HERE}.pdf_writer:decompressed",
    ),
    Acceleration(
        "charts",
        {**ENGINE, **WRITER},
        "generator.printing.chart_image:direct_route",
        "generator.printing.chart_svg:drawn_probe",
    ),
    Acceleration(
        "page_boxes",
        {},  # no acceleration, but private too: any version will do whose boxes can be read
        "generator.printing.box_reader:box_route",
        "generator.printing.box_reader:words_read",
        "notice.layout_unchecked",
    ),
)
"""All accelerations, in the order in which they are switched on."""

_ABSENT = object()
_before: list[Replacement] = []
"""What stood where something was replaced, in the order in which it was."""


def switch_on(accelerations: Sequence[Acceleration] = ACCELERATIONS) -> tuple[Problem, ...]:
    """Switch on accelerations for the rest of this process, and leave out what does not work.

    What was switched on before is switched off first. All are tried together, since each trial
    prints a page; one by one only if that fails.

    Returns
    -------
    tuple of Problem
        A notice of each reason for which some were left out; empty if all are on.
    """
    switch_off()
    left_out: dict[tuple[str, str, str], list[str]] = {}
    fitting = []
    for each in accelerations:
        found, expected = each.other_versions()
        if found:
            reason = "notice.other_version", found, expected
            left_out.setdefault(reason, []).append(each.name)
        else:
            fitting.append(each)
    if _tried(fitting) is not None:
        for each in fitting:
            failed = _tried([each])
            if failed is not None:
                left_out.setdefault((each.notice, failed, ""), []).append(each.name)
    return tuple(
        Problem(key, slots={"items": ", ".join(names), "found": found, "expected": expected})
        for (key, found, expected), names in left_out.items()
    )


def switch_off() -> None:
    """Put back everything that was replaced."""
    _put_back(0)


def _tried(accelerations: Sequence[Acceleration]) -> str | None:
    """Switch on accelerations; put back what they replaced if they fail, and return why."""
    if not accelerations:
        return None
    start = len(_before)
    try:
        checks = [resolve_name(each) for each in _distinct(each.check for each in accelerations)]
        plain = [check() for check in checks]
        for each in accelerations:
            _replace(resolve_name(each.replacements))
        same = [check() for check in checks] == plain
    except Exception as error:
        _put_back(start)
        return f"{type(error).__name__}: {error}"
    if not same:
        _put_back(start)
        return "≠"
    return None


def _replace(listed: Callable[[], Iterable[Replacement]]) -> None:
    for owner, name, value in listed():
        _before.append((owner, name, vars(owner).get(name, _ABSENT)))
        setattr(owner, name, value)


def _put_back(start: int) -> None:
    """Put back what was replaced since then, the last first."""
    while len(_before) > start:
        owner, name, value = _before.pop()
        if value is _ABSENT:
            delattr(owner, name)
        else:
            setattr(owner, name, value)


_PROBE = """<!DOCTYPE html><html lang="en"><head><title>Probe</title><style>
@page { size: 90mm 90mm; margin: 5mm; @bottom-left { content: counter(page) "/" counter(pages) } }
h1 { font-size: 12pt; margin: 2% 0; color: #123456; border-bottom: 1pt solid } p { width: 50% }
table { border-collapse: collapse } td, th { border: 0.5pt solid; padding: 1pt }
ol { list-style: none } td:first-child { text-align: right }
a::after { content: " (" attr(href) ")" }
</style></head><body>
<h1 id="top">Probe 2025: AVA</h1><p>To: 23 332.0 (AV), Va: 1.5; To: 2</p>
<p>To: 23 332.0 (AV), Va: 1.5; To: 2</p><ol><li><a href="#top">up</a></li></ol>
<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1,5</td><td>2,5</td></tr></tbody></table></body></html>
"""
_fonts: list[FontConfiguration] = []


def laid_out_probe() -> Document:
    """Lay out a small page with a heading, links, a list and a table."""
    if not _fonts:
        _fonts.append(FontConfiguration())
    return HTML(string=_PROBE).render(font_config=_fonts[0])


def probed() -> bytes:
    """Print the small page, not compressed."""
    page: bytes = laid_out_probe().write_pdf(uncompressed_pdf=True)
    return page


def _distinct(addresses: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(addresses))


def _listed(names: Iterable[str], versions: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {versions[name]}" for name in names)
