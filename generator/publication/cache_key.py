"""Compute the identity of a brief: what its reader would see, part by part.

A brief whose identity is that of an existing file need not be made again. The parts are kept
apart so that it can be said what a change is due to: numbers, templates, translations, fonts, or
code and libraries. Of the numbers those of the subject itself have a checksum of their own: where
only the others changed, the background is stale, which makes no new edition.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import cached_property

from generator.checksums import (
    digest_of,
    digest_of_words,
    files_below,
    sha256_of,
    sources_digest,
    versions,
)
from generator.errors import HouseProblems
from generator.findings.brief import Brief
from generator.presentation.localisation.catalogue import read_catalogue
from generator.presentation.visible_content import own_digest, visible_digest
from generator.project import Project

RENDERING = ("presentation", "printing")
"""Sources that turn facts into pages; what the others do shows in the facts."""

LIBRARIES = frozenset(
    {
        "babel",
        "brotli",
        "cssselect2",
        "fonttools",
        "jinja2",
        "markupsafe",
        "matplotlib",
        "numpy",
        "pikepdf",
        "pillow",
        "pydyf",
        "pyphen",
        "tinycss2",
        "tinyhtml5",
        "weasyprint",
        "zopfli",
    }
)
"""Libraries that draw and print; system libraries count besides."""

NOT_PRINTED = (
    "cli.",
    "problem.",
    "notice.",
    "formula.",
    "passport.",
    "cause.",
    "letter.",
    "ledger.",
    "messages.",
    "send.",
)
"""Beginnings of the names of messages that no brief holds."""

BACKGROUND = "background"
"""What differs where only marks of other regions, or values of the nation in no claim, do."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Checksums of what a reader would see of one brief, by cause.

    ``own`` is that of the subject's own numbers, ranks and claims, a part of ``numbers``; editions
    of earlier releases lack it.
    """

    numbers: str
    templates: str
    translations: str
    fonts: str
    code: str
    own: str = ""

    def as_json(self) -> str:
        """Return the parts as one line."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_parts(cls, parts: Mapping[str, str]) -> "Identity":
        """Read the parts; those that are missing are empty, and so differ from any other."""
        return cls(**{each.name: str(parts.get(each.name, "")) for each in fields(cls)})

    def differs_in(self, other: "Identity") -> tuple[str, ...]:
        """Name the parts that are not the same, in the order of the fields.

        ``numbers`` is told as ``background`` where those of the subject are the same.
        """
        same = self.own != "" and self.own == other.own
        return tuple(
            BACKGROUND if each.name == "numbers" and same else each.name
            for each in fields(self)
            if each.name != "own" and getattr(self, each.name) != getattr(other, each.name)
        )

    def same_content(self, other: "Identity") -> bool:
        """Whether numbers, ranks, claims and texts are the same, whatever the pages look like."""
        return not {"numbers", "translations"}.intersection(self.differs_in(other))


class Identities:
    """Gives the identity of briefs; what they share is hashed once.

    Parameters
    ----------
    project
        Where templates, fonts, locales and geometry are.
    regions
        Codes of the regions in order, with the cities marked: both are drawn on every brief.
    """

    def __init__(self, project: Project, regions: str) -> None:
        self._project, self._regions = project, regions
        self._numbers: dict[int, tuple[str, str]] = {}
        self._translations: dict[str, str] = {}

    def of(self, brief: Brief, language: str) -> Identity:
        """Return the identity of a brief in a language."""
        if id(brief) not in self._numbers:
            self._numbers[id(brief)] = visible_digest(brief), own_digest(brief)
        if language not in self._translations:
            self._translations[language] = self._words(language)
        numbers, own = self._numbers[id(brief)]
        return Identity(
            numbers,
            self._templates,
            self._translations[language],
            self._fonts,
            self._code,
            own,
        )

    @cached_property
    def _templates(self) -> str:
        folder = self._project.templates
        geometry = self._project.classifications / "geometry" / "regions.geojson"
        pages = files_below(folder, (".html", ".css", ".dic"))
        return digest_of_words([digest_of(folder, pages), sha256_of(geometry), self._regions])

    @cached_property
    def _fonts(self) -> str:
        folder = self._project.templates
        return digest_of(folder, files_below(folder, (".ttf", ".otf")))

    @cached_property
    def _code(self) -> str:
        used = {
            name: version
            for name, version in versions(self._project.root).items()
            if name in LIBRARIES or name.startswith("lib")
        }
        return digest_of_words([sources_digest(self._project, *RENDERING), json.dumps(used)])

    def _words(self, language: str) -> str:
        """Hash the messages that a brief may print, and the names of regions and industries."""
        try:
            messages = read_catalogue(self._project.locales, language).messages
        except HouseProblems:
            return ""  # an incomplete catalogue is reported where the brief is made
        printed = sorted(
            (key, *message.forms)
            for key, message in messages.items()
            if not key.startswith(NOT_PRINTED)
        )
        folder = self._project.locales / language
        others = [sha256_of(folder / name) for name in ("names.csv", "language.toml")]
        return digest_of_words([json.dumps(printed), *others])
