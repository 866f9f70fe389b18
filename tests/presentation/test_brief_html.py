"""Whole pages and their charts: strict templates, vector drawings, harmless text."""

import re
from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import pytest
from jinja2 import UndefinedError

from generator.findings.choosing.national_claims import national_brief
from generator.findings.choosing.regional_claims import regional_brief
from generator.findings.choosing.study import study
from generator.findings.claims import Claim, Verbatim, Year
from generator.pipeline import writing_resources
from generator.presentation.charts import intervals
from generator.presentation.charts.bars import Bar, ranking
from generator.presentation.charts.drawing import Drawing, DrawingSet
from generator.presentation.charts.style import Canvas
from generator.presentation.localisation.language import Language
from generator.presentation.localisation.no_break import bind
from generator.presentation.localisation.words import Words
from generator.presentation.method_notes import BESIDE, beside
from generator.printing.pool.dispatch import BriefWriter, WritingJob
from generator.printing.print_job import Rewrite
from generator.project import LANGUAGES, Project

HOSTILE = '<script src="http://example.org/x.js">&"\'</script>{{ 7*7 }}{% raw %}'


@pytest.fixture(scope="module")
def brief_writer(panel):
    """Where briefs are written."""
    return BriefWriter(writing_resources(Project.here(), panel))


@pytest.fixture(scope="module")
def briefs(panel):
    """A region with a full history, one without, and the nation."""
    computed = study(panel, 2025)
    regional = {code: regional_brief(computed, code) for code in ("KZ-23", "KZ-62")}
    return {**regional, "KZ": national_brief(computed)}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("subject", ["KZ-23", "KZ-62", "KZ"])
def test_every_page_is_laid_out_with_drawings(brief_writer, briefs, code, subject):
    """Charts are drawings with words beside them; no picture, no script, no outside address."""
    brief_document = brief_writer.write(WritingJob(briefs[subject], code)).brief_document
    named = re.findall(r'<img src="([^"]+)" alt="[^"]+"/>', brief_document.html)
    assert len(named) == brief_document.html.count("<img") >= 8
    assert re.findall(r"\s</(?:p|li|td|th|h2)>", brief_document.html) == []
    assert set(named) == set(brief_document.drawings)
    assert not re.search(r"<svg|<image|<script|https?://|file:|url\((?!#)", brief_document.html)
    assert brief_document.html.count('<section class="page"') >= 3


@pytest.mark.parametrize("subject", ["KZ-23", "KZ"])
def test_a_chart_is_the_same_in_every_language_but_for_its_words(brief_writer, briefs, subject):
    """Shapes and places of labels are drawn once; only what the labels say differs."""
    orders = [brief_writer.write(WritingJob(briefs[subject], code)) for code in LANGUAGES]
    for drawings in zip(*(each.brief_document.drawings.values() for each in orders), strict=True):
        first, *others = drawings
        assert all(each.shapes is first.shapes or each.shapes == first.shapes for each in others)
        places = [[(label.x, label.y) for label in each.labels] for each in drawings]
        assert places.count(places[0]) == len(LANGUAGES)
    assert len({each.brief_document.html for each in orders}) == len(LANGUAGES)


def test_charts_are_drawn_once_for_all_languages(panel, briefs, monkeypatch):
    """The region's charts once for three briefs; the regression's stands in the nation's alone."""
    brief_writer = BriefWriter(writing_resources(Project.here(), panel))
    figures, coefficients = [], []
    draw, plain = Canvas.drawing, intervals.coefficients
    monkeypatch.setattr(Canvas, "drawing", lambda sheet: figures.append(sheet) or draw(sheet))
    monkeypatch.setattr(
        intervals, "coefficients", lambda *a, **k: coefficients.append(a) or plain(*a, **k)
    )
    for code in LANGUAGES:
        brief_writer.write(WritingJob(briefs["KZ-23"], code))
    once = len(figures)
    brief_writer.write(WritingJob(briefs["KZ-23"], "kk", edition=2))
    assert len(figures) == once >= 12
    brief_writer.write(WritingJob(briefs["KZ-62"], "kk"))
    assert len(figures) > once
    assert coefficients == []
    for code in LANGUAGES:
        brief_writer.write(WritingJob(briefs["KZ"], code))
    assert len(coefficients) == 2


def test_the_same_brief_gives_the_same_page(brief_writer, briefs):
    """Neither a date of making nor a random name stands in the page."""
    job = WritingJob(briefs["KZ-62"], "kk")
    assert brief_writer.write(job) == brief_writer.write(job)


def test_a_name_unknown_to_a_template_is_an_error(brief_writer):
    """Nothing is printed in place of what a template should have been given."""
    template = brief_writer.pages("en").environment.from_string("{{ no_such_thing }}")
    with pytest.raises(UndefinedError):
        template.render()


@pytest.mark.parametrize("code", LANGUAGES)
def test_text_from_data_stays_text(brief_writer, briefs, code):
    """Markup and template code in a source's words are shown, not run."""
    brief = briefs["KZ-23"]
    odd = Claim("tab.ranks", "note")
    sources = tuple(replace(each, element=HOSTILE) for each in brief.sources)
    changed = replace(brief, sources=sources, claims={**brief.claims, "notes.odd": (odd,)})
    html = brief_writer.write(WritingJob(changed, code)).brief_document.html
    assert "<script" not in html
    assert "49" not in str(brief_writer.pages(code).typeset("{{ 7*7 }}"))
    assert str(brief_writer.pages(code).typeset(HOSTILE)).startswith("&lt;script")


def test_what_stands_for_a_chart_is_escaped():
    """Words with markup stay words."""
    drawing_set = DrawingSet("en")
    place = drawing_set.picture(Drawing(10, 10, ()), 'alternative "quoted" <text>')
    assert place == (
        '<img src="oblys:drawing/1" alt="alternative &#34;quoted&#34; &lt;text&gt;"/>'
    )


def test_a_label_stays_what_it_is():
    """A name with markup is drawn letter by letter, in every language its own."""
    words = Words((("kk", "<b>&amp;"), ("en", "B")))
    drawn = ranking([Bar(words, 1.0, "1"), Bar("B", -2.0, "−2")], size=(80, 30))
    assert "<b>&amp;" in [label.words for label in drawn.within("kk").labels]
    assert "B" in [label.words for label in drawn.within("en").labels]


@pytest.mark.parametrize(
    ("code", "text", "kept"),
    [("kk", "2,31-ден 1,84-ке", "\u2060"), ("ru", "рост в Астане", "\u00a0")],
)
def test_what_belongs_together_stays_on_one_line(brief_writer, code, text, kept):
    """A Kazakh number keeps its ending, a short Russian word the word after it."""
    assert kept in str(brief_writer.pages(code).typeset(text))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("DIV – 1,98 in all of it", "DIV~–^~1,98 in all of~it"),
        ("a share – of nothing", "a share~– of~nothing"),
        ("p &lt; 0.05 and R² = 0.4 both", "p~&lt;~0.05 and R²~=~0.4~both"),
        ("[−0.079; 0.060] is an interval", "[−0.079;~0.060] is an~interval"),
        ("3 645 observations of it", "3 645~observations of~it"),
        ("since 2014–2025", "since 2014–^2025"),
        ("under CC BY-IGO", "under CC~BY-^IGO"),
        ("a sentence with extraordinarily", "a sentence with extraordinarily"),
    ],
)
def test_numbers_stay_with_what_they_belong_to(text, kept):
    """Dash, sign, noun, interval, span and code, and two short words at the end."""
    assert bind(text) == kept.replace("~", "\u00a0").replace("^", "\u2060")


def test_a_slot_with_words_of_a_user_is_printed_as_it_is(brief_writer):
    """Braces in a value are no slots."""
    said = brief_writer.pages("en").language.say("cli.accepted", path=Verbatim("{region.gen} %s"))
    assert "{region.gen} %s" in said


@pytest.mark.parametrize(
    ("organisations", "names"),
    [("org.no_data", 0), ("org.registered", 1)],
)
def test_where_nothing_is_known_there_is_no_section(organisations, names):
    """Three heads over three times "no data" would be a section that says nothing."""
    keys = ("society.none", organisations, "note.nodistrict")
    claims = {
        place: (Claim(key, "note", {"year": Year(2025)} if key == "org.no_data" else {}),)
        for place, key in zip(BESIDE, keys, strict=True)
    }
    english = Language.load(Project.here().locales, "en")
    found = [note for column in beside(SimpleNamespace(claims=claims), english) for note in column]
    assert len(found) == names
    assert sum(bool(note.name) for note in found) == names


def test_a_page_without_conclusions_keeps_its_heading(brief_writer, briefs):
    """A year of which hardly anything is known: levels of headings leave none out, and a sentence
    says why nothing is concluded."""
    silent = replace(briefs["KZ"], messages=())
    said, usual = (
        brief_writer.write(WritingJob(each, "en")).brief_document.html.replace("\u00a0", " ")
        for each in (silent, briefs["KZ"])
    )
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", said)]
    assert levels[:2] == [1, 2]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert ("allow no conclusion yet" in said, "allow no conclusion yet" in usual) == (True, False)


def test_contents_name_the_pages_that_a_layout_found(brief_writer, briefs):
    """The contents and the job of a brief written anew have the new pages; so begins the next."""
    job = WritingJob(briefs["KZ-62"], "en")
    planned = brief_writer.write(job)
    pages = tuple(range(31, 31 + len(planned.sections)))
    again = brief_writer.write(job.again(Rewrite(found=(*pages, 60))))
    assert again.brief_document.planned == (*pages, 60)
    assert [section.page for section in again.sections] == list(pages)
    named = re.findall(r'<li><a href="#\w+">[^<]+</a> <b>(\d+)</b>', again.brief_document.html)
    assert list(map(int, named)) == list(pages)
    assert planned.may_number
    assert not any((again.may_shorten, again.may_number))
    usual = brief_writer.write(job)
    assert (usual.brief_document.planned, usual.may_number) == ((*pages, 60), True)
