"""Whole pages and their charts: strict templates, vector drawings, harmless text."""

import re
from dataclasses import replace

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from generator.findings.claims import Claim, Verbatim
from generator.findings.national import national_brief
from generator.findings.regional import regional_brief
from generator.findings.study import study
from generator.pipeline import LANGUAGES, equipment
from generator.presentation.charts import style
from generator.presentation.charts.bars import Bar, ranking
from generator.presentation.language.language import Language
from generator.presentation.pages import Pages
from generator.project import Project

HOSTILE = '<script src="http://example.org/x.js">&"\'</script>{{ 7*7 }}{% raw %}'


@pytest.fixture(scope="module")
def pages(panel):
    """The layout in each language."""
    style.use(Project.here().templates / "fonts")
    gear = equipment(Project.here(), panel)
    return {
        code: Pages(gear.templates, Language.load(gear.locales, code), gear.shapes, gear.regions)
        for code in LANGUAGES
    }


@pytest.fixture(scope="module")
def briefs(panel):
    """A region with a full history, one without, and the nation."""
    computed = study(panel, 2025)
    regional = {code: regional_brief(computed, code) for code in ("KZ-23", "KZ-62")}
    return {**regional, "KZ": national_brief(computed)}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("subject", ["KZ-23", "KZ-62", "KZ"])
def test_every_page_is_laid_out_with_vector_charts(pages, briefs, code, subject):
    """Charts are drawings with words beside them; no picture, no script, no outside address."""
    html = pages[code].render(briefs[subject])
    assert html.count("<svg") >= 8
    assert len(re.findall(r"<svg[^>]*>\s*<title>[^<]+", html)) == html.count("<svg")
    assert not re.search(r"<img|<image|<script|https?://(?!www\.w3\.org)|file:|url\((?!#)", html)
    assert html.count('<section class="page"') >= 3


def test_the_same_brief_gives_the_same_page(pages, briefs):
    """Neither a date of making nor a random name stands in the page."""
    assert pages["kk"].render(briefs["KZ-62"]) == pages["kk"].render(briefs["KZ-62"])


def test_a_name_unknown_to_a_template_is_an_error(pages):
    """Nothing is printed in place of what a template should have been given."""
    template = pages["en"].environment.from_string("{{ no_such_thing }}")
    with pytest.raises(UndefinedError):
        template.render()


@pytest.mark.parametrize("code", LANGUAGES)
def test_text_from_data_stays_text(pages, briefs, code):
    """Markup and template code in a source's words are shown, not run."""
    brief = briefs["KZ-23"]
    odd = Claim("tab.ranks", "note")
    sources = tuple(replace(each, element=HOSTILE) for each in brief.sources)
    html = pages[code].render(
        replace(brief, sources=sources, claims={**brief.claims, "notes.odd": (odd,)})
    )
    assert "<script" not in html
    assert "49" not in str(pages[code].typeset("{{ 7*7 }}"))
    assert str(pages[code].typeset(HOSTILE)).startswith("&lt;script")


def test_text_in_a_chart_is_escaped():
    """A name with markup is drawn letter by letter."""
    style.use(Project.here().templates / "fonts")
    bars = [Bar("<b>&amp;", 1.0, "1"), Bar("B", -2.0, "−2")]
    drawn = ranking(bars, 'alternative "quoted" <text>', "chart-test", size=(80, 30))
    assert isinstance(drawn, Markup)
    assert "<b>" not in drawn
    assert "<text>" not in drawn
    assert drawn == ranking(bars, 'alternative "quoted" <text>', "chart-test", size=(80, 30))


@pytest.mark.parametrize(
    ("code", "text", "kept"),
    [("kk", "2,31-ден 1,84-ке", "\u2060"), ("ru", "рост в Астане", "\u00a0")],
)
def test_what_belongs_together_stays_on_one_line(pages, code, text, kept):
    """A Kazakh number keeps its ending, a short Russian word the word after it."""
    assert kept in str(pages[code].typeset(text))


def test_a_slot_with_words_of_a_user_is_printed_as_it_is(pages):
    """Braces in a value are no slots."""
    said = pages["en"].language.say("cli.accepted", path=Verbatim("{region.gen} %s"))
    assert "{region.gen} %s" in said
