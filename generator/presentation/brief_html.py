"""Fill the templates of a brief, in one language, as HTML. The only door to jinja2."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from generator.classifications.regions import NATION
from generator.findings.brief import Brief
from generator.findings.claims import Claim, Count, Day, Slot, Year
from generator.presentation.brief_document import BriefDocument, Section, places
from generator.presentation.charts.drawing import DrawingSet
from generator.presentation.charts.front.headline import headline_size
from generator.presentation.charts.strips import row_of_dots
from generator.presentation.figures.figure_set import Figure, FigureSet, Picture
from generator.presentation.figures.group_figures import group_legend
from generator.presentation.figures.national_figures import map_legend
from generator.presentation.localisation.language import Language
from generator.presentation.localisation.no_break import bind
from generator.presentation.method_notes import beside, glossary, method_notes, sentence
from generator.presentation.tables import league_table, section_table, trajectory_table
from generator.presentation.tables.correction_table import correction_notice
from generator.presentation.tables.drivers_table import drivers_table
from generator.presentation.tables.front_facts import NO_BREAK, front_facts
from generator.presentation.tables.group_table import group_rows
from generator.presentation.tables.indicator_table import FactPrinter, capitalised
from generator.presentation.tables.regression_table import regression_table
from generator.presentation.tables.so_far_table import so_far_table

CARD = "card"
"""Name of the chart that only the cards print."""
A_CARD = '<section class="card">'
"""What begins each page of the cards."""

_AT_THE_END = re.compile(r"\s+(?=</(?:p|li|h[1-6]|t[dh]|caption)>)")
"""Space at the end of a block: the engine parts lines in the wrong place where only it spills."""


class _Compiled(BytecodeCache):
    """Cache compiled templates across languages; jinja checks that none changed."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the compiled code of a template, if there is any."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the compiled code of a template."""
        self._code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class Pages:
    """Write briefs as HTML in one language.

    Parameters
    ----------
    templates
        Folder of the page templates.
    language
        Words, names and number formats.
    regions
        Codes of the regions in the order of the classification, for the row of dots.
    """

    def __init__(self, templates: Path, language: Language, regions: tuple[str, ...]) -> None:
        self.language, self.regions = language, regions
        self._usual: dict[tuple[str, ...], tuple[int, ...]] = {}
        self.environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=_COMPILED,
        )
        self.environment.globals.update(
            t=self._text,
            sentence=self._sentence,
            heading=self._heading,
            typeset=self.typeset,
        )

    def brief_document(
        self,
        brief: Brief,
        figure_set: FigureSet,
        found: tuple[int, ...] = (),
    ) -> BriefDocument:
        """Return the whole brief as HTML with the plan of its pages.

        An undefined name or a missing message is an error. Before there is a layout, the contents
        name the pages that a brief with the same sections had last: most are laid out once only.

        Parameters
        ----------
        brief, figure_set
            What to lay out.
        found
            Page on which each section begins and the number of pages, as a layout found them;
            empty before there is one.
        """
        drawing_set = DrawingSet(self.language.code)
        context = self._context(brief, figure_set, drawing_set)
        named = places(context, national=brief.national)
        one_each = (*range(2, 2 + len(named)), 0)
        if found:
            self._usual[named] = found
        *pages, length = found or self._usual.get(named, one_each)
        sections = [
            Section(place, self.language.say(f"page.{place}"), page)
            for place, page in zip(named, pages, strict=True)
        ]
        html = self._filled("brief.html", {**context, "sections": sections})
        return BriefDocument(html, tuple(sections), drawing_set.drawings, length)

    def sheet_document(self, brief: Brief, figure_set: FigureSet) -> BriefDocument:
        """Return the first page of a brief alone, as a document of one page."""
        drawing_set = DrawingSet(self.language.code)
        page = [each for each in figure_set.front if each != CARD]
        context = self._front(brief, figure_set, drawing_set, page)
        html = self._filled("sheet.html", context)
        return BriefDocument(html, (), drawing_set.drawings, 1)

    def cards_document(self, brief: Brief, figure_set: FigureSet) -> BriefDocument:
        """Return the cards of a brief: headline, chart, facts and question, a page each."""
        drawing_set = DrawingSet(self.language.code)
        context = self._front(brief, figure_set, drawing_set, [CARD])
        html = self._filled("cards.html", context)
        return BriefDocument(html, (), drawing_set.drawings, html.count(A_CARD), "cards.css")

    def _filled(self, template: str, context: Mapping[str, object]) -> str:
        return _AT_THE_END.sub("", self.environment.get_template(template).render(context))

    def _context(
        self, brief: Brief, figure_set: FigureSet, drawing_set: DrawingSet
    ) -> Mapping[str, object]:
        language, fact_printer = self.language, FactPrinter(brief, self.language, drawing_set)
        page = [each for each in figure_set.front if each != CARD]
        return {
            **self._front(brief, figure_set, drawing_set, page),
            "mark": self._mark(brief, drawing_set),
            "figures": _Figures(figure_set.figures, drawing_set, self.typeset),
            "indicator_groups": () if brief.national else fact_printer.indicator_groups(),
            "budget_groups": () if brief.national else fact_printer.budget_groups(),
            "so_far_table": so_far_table(brief, language),
            "spark_years": tuple(map(Year, fact_printer.spark_years())),
            "league_rows": league_table.league_rows(brief, language) if brief.national else (),
            "peer_rows": trajectory_table.peer_rows(brief, language),
            "phases": trajectory_table.phases(brief, language),
            "trajectory_table": trajectory_table.trajectory_table(brief, language)
            if brief.national
            else None,
            "drivers_table": drivers_table(brief, language) if brief.national else None,
            "section_rows": section_table.section_rows(brief, language),
            "regression_table": regression_table(brief, language),
            "map_legend": map_legend(language, brief),
            "group_legend": group_legend(language),
            "group_rows": group_rows(brief, language),
            "method_notes": method_notes(brief, language, self._sources(brief)),
            "beside": () if brief.national else beside(brief, language),
            "glossary": glossary(language),
            "options": brief.claims.get("options", ()),
        }

    def _front(
        self,
        brief: Brief,
        figure_set: FigureSet,
        drawing_set: DrawingSet,
        shown: Iterable[str],
    ) -> Mapping[str, object]:
        """Return what every document needs, with the blocks of the first page."""
        language, name = self.language, capitalised(self._name(brief))
        key = "kicker.national" if brief.national else "kicker.regional"
        drawn = {each: figure_set.front[each] for each in shown if each in figure_set.front}
        return {
            "brief": brief,
            "language": language.code,
            "name": name,
            "kicker": language.say(key, year=Year(brief.year)),
            "asof": language.say("data.asof", date=Day(brief.vintage)),
            "year_slot": Year(brief.year),
            "front_figures": _Figures(drawn, drawing_set, self.typeset),
            "front_facts": front_facts(brief, language),
            "correction": correction_notice(brief, language),
            "headline_size": self._headline_size(brief, name),
            "sections": (),
        }

    def _headline_size(self, brief: Brief, name: str) -> int:
        """Choose the type of the headline; without one, that of the region's name."""
        claim = brief.claim("front.headline")
        return headline_size(self._heading(claim).replace("&nbsp;", NO_BREAK) if claim else name)

    def _name(self, brief: Brief) -> str:
        return self.language.region(brief.subject, "short" if brief.national else "Nom")

    def _mark(self, brief: Brief, drawing_set: DrawingSet) -> Markup:
        """Draw the row of dots of the head of each page."""
        subject = "" if brief.subject == NATION else brief.subject
        dots = row_of_dots(self.regions, subject, size=(30.0, 2.0))
        return drawing_set.picture(dots, self.language.say("alt.mark"))

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
        """Say a claim as a sentence."""
        return self.typeset(sentence(claim, self.language))

    def typeset(self, text: str) -> Markup:
        """Escape a text and keep together what must not part at the end of a line.

        What holds in every language comes first; the rest depends on the language: a Kazakh
        number keeps its ending, a short Russian word the word after it.
        """
        return Markup(self.language.bind(bind(str(escape(text)))))


@dataclass(frozen=True, slots=True)
class _Chart:
    """A chart in one language, with the place for its drawing."""

    number: int
    title: Markup
    subtitle: Markup
    drawing: Markup


class _Figures:
    """Charts by name in one language; a chart that was not drawn is nothing, not an error."""

    def __init__(
        self,
        drawn: Mapping[str, Figure],
        drawing_set: DrawingSet,
        typeset: Callable[[str], Markup],
    ) -> None:
        self._charts = {
            name: _Chart(
                figure.number,
                typeset(figure.title.within(drawing_set.language)),
                typeset(figure.subtitle.within(drawing_set.language)),
                _shown(figure.picture, drawing_set),
            )
            for name, figure in drawn.items()
        }

    def __getitem__(self, name: str) -> _Chart | None:
        return self._charts.get(name)


def _shown(picture: Picture, drawing_set: DrawingSet) -> Markup:
    return drawing_set.picture(picture.drawing, picture.alternative.within(drawing_set.language))


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
