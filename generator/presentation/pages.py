"""From a brief to a page in one language. The only door to jinja2."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from generator.classifications.regions import NATION
from generator.findings.brief import Brief
from generator.findings.claims import Claim, Count, Day, Slot, Year
from generator.presentation import course_board, course_tables, tables
from generator.presentation.charts.maps import Geometry
from generator.presentation.charts.strips import row_of_dots
from generator.presentation.clerk import Clerk, capitalised
from generator.presentation.corrections import correction_notice
from generator.presentation.language.language import Language
from generator.presentation.national_figures import map_legend, national_figures
from generator.presentation.regional_figures import regional_figures
from generator.presentation.regression_table import regression_table
from generator.presentation.sections import Section, places

NAME_SIZES = ((15, ""), (20, "m"), (27, "l"))
"""Longest name for each size of the region's name on the first page."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A brief as HTML, with its sections in order, each on the page that the contents name."""

    html: str
    sections: tuple[Section, ...]

    @property
    def pages(self) -> int:
        """Pages that the brief should have."""
        return self.sections[-1].page


class Pages:
    """Lays out briefs in one language.

    Parameters
    ----------
    templates
        Folder of the page templates.
    language
        Words, names and number formats.
    shapes
        Projected outlines of the regions.
    regions
        Codes of the regions in the order of the classification, for the mark of the house.
    """

    def __init__(
        self, templates: Path, language: Language, shapes: Geometry, regions: tuple[str, ...]
    ) -> None:
        self.language, self.shapes, self.regions = language, shapes, regions
        self.environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.globals.update(
            t=self._text,
            sentence=self._sentence,
            heading=self._heading,
            typeset=self.typeset,
        )

    def render(self, brief: Brief) -> str:
        """Return the whole brief as HTML; an undefined name or a missing message is an error."""
        return self.manuscript(brief).html

    def manuscript(self, brief: Brief, joined: frozenset[str] = frozenset()) -> Manuscript:
        """Return the whole brief as HTML with the plan of its pages.

        Parameters
        ----------
        brief
            What to lay out; errors as for :meth:`render`.
        joined
            Places of sections that follow the one before on the same page. Every other section
            begins a page of its own, the first of them page 2.
        """
        context = self._context(brief)
        sections: list[Section] = []
        page = 1
        for place in places(context, national=brief.national):
            page += place not in joined
            sections.append(Section(place, self.language.say(f"page.{place}"), page))
        template = self.environment.get_template("brief.html")
        html = template.render({**context, "sections": sections, "joined": sorted(joined)})
        return Manuscript(html, tuple(sections))

    def _context(self, brief: Brief) -> Mapping[str, object]:
        language, clerk = self.language, Clerk(brief, self.language)
        draw = national_figures if brief.national else regional_figures
        name = capitalised(self._name(brief))
        figures = draw(brief, language, self.shapes)
        key = "kicker.national" if brief.national else "kicker.regional"
        return {
            "brief": brief,
            "language": language.code,
            "name": name,
            "name_size": _size(name),
            "kicker": language.say(key, year=Year(brief.year)),
            "asof": language.say("data.asof", date=Day(brief.vintage)),
            "year_slot": Year(brief.year),
            "figures": _Figures(figures),
            "key_figures": clerk.key_figures(),
            "indicator_groups": () if brief.national else clerk.indicator_groups(),
            "league_rows": tables.league_rows(brief, language) if brief.national else (),
            "twin_rows": course_tables.twin_rows(brief, language),
            "phase_rows": course_tables.phase_rows(brief, language),
            "course_board": course_board.board(brief, language) if brief.national else None,
            "section_rows": tables.section_rows(brief, language),
            "regression_table": regression_table(brief, language),
            "map_legend": map_legend(language),
            "source_list": self._sources(brief),
            "correction": correction_notice(brief, language),
            "marks": self._marks(brief),
        }

    def _name(self, brief: Brief) -> str:
        return self.language.region(brief.subject, "short" if brief.national else "Nom")

    def _marks(self, brief: Brief) -> Mapping[str, Markup]:
        subject = "" if brief.subject == NATION else brief.subject
        alternative = self.language.say("alt.mark")
        return {
            "large": row_of_dots(self.regions, subject, alternative, size=(46, 2.6)),
            "small": row_of_dots(self.regions, subject, alternative, size=(30, 2)),
        }

    def _sources(self, brief: Brief) -> str:
        elements = [source.element for source in brief.sources if source.element]
        return ", ".join(dict.fromkeys(elements))

    def _text(self, key: str, **slots: Slot | int) -> Markup:
        typed = {
            name: Count(value) if isinstance(value, int) else value
            for name, value in slots.items()
        }
        return self.typeset(self.language.say(key, **typed))

    def _heading(self, claim: Claim) -> Markup:
        return self.typeset(self.language.say(claim.key, claim.count, **claim.slots))

    def _sentence(self, claim: Claim) -> Markup:
        """Say a claim as a sentence: one without a full stop gets it."""
        text = self.language.say(claim.key, claim.count, **claim.slots)
        return self.typeset(text if text.endswith((".", "!", "?")) else f"{text}.")

    def typeset(self, text: str) -> Markup:
        """Escape a text and keep together what must not part at the end of a line.

        No line begins with a dash; the rest depends on the language: a Kazakh number keeps its
        ending, a short Russian word the word after it.
        """
        safe = str(escape(text)).replace(" – ", "\u00a0– ")
        return Markup(self.language.bind(safe))


class _Figures:
    """Charts by name; a chart that was not drawn is nothing, not an error."""

    def __init__(self, drawn: Mapping[str, object]) -> None:
        self._drawn = drawn

    def __getitem__(self, name: str) -> object:
        return self._drawn.get(name)


def _size(name: str) -> str:
    return next((size for length, size in NAME_SIZES if len(name) <= length), "xl")


def fill(templates: Path, name: str, context: Mapping[str, object]) -> str:
    """Fill a template of plain text; an undefined name is an error.

    Nothing is escaped: plain text has no markup that a value could break out of.
    """
    return _plain(templates).get_template(name).render(context)


@cache
def _plain(templates: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(templates),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
