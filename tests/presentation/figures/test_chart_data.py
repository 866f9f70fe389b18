"""What the charts are given to draw: computed again from the figures, and nothing without them."""

from dataclasses import replace

import pytest

from generator.findings.claims import Claim, RegionSlot, TextSlot, Year
from generator.presentation.charts import bars, dots, lines, maps, real_output
from generator.presentation.charts.style import RAMP
from generator.presentation.figures import (
    national_figures,
    regional_figures,
    trajectory_figures,
)
from generator.presentation.figures.builder import FigureBuilder
from generator.presentation.localisation.language import Language
from generator.project import LANGUAGES, Project


class Chart:
    """A chart that was built: whether it is there, its words, and what was to be drawn."""

    def __init__(self, builder, given):
        self.builder, self.given = builder, given

    @property
    def drawn(self):
        """Names of the charts."""
        return set(self.builder.drawn)

    def alternative(self, code="en"):
        """The words that stand for the only chart."""
        (figure,) = self.builder.drawn.values()
        return figure.picture.alternative.within(code)


@pytest.fixture
def build(briefs, drawer, monkeypatch):
    """Build one chart of a brief without drawing it; what is drawn is kept."""
    given = []

    def kept(*values, **_more):
        given.append(values)
        return "drawing"

    for module, name in (
        (bars, "ranking"),
        (bars, "waterfall"),
        (bars, "differences"),
        (dots, "dot_ranking"),
        (lines, "lines"),
        (maps, "choropleth"),
        (real_output, "resilience"),
    ):
        monkeypatch.setattr(module, name, kept)

    def run(draw, subject="KZ-23", **changed):
        given.clear()
        builder = FigureBuilder(replace(briefs[subject], **changed), drawer.polyglot)
        draw(builder)
        return Chart(builder, list(given))

    return run


def without(mapping, *names):
    """A mapping without some of its keys."""
    return {name: value for name, value in mapping.items() if name not in names}


def test_the_map_shades_regions_by_their_ratio_to_the_nation(build, briefs, drawer):
    """Each region stands in the class between whose limits its ratio lies."""
    chart = build(lambda builder: national_figures.output_map(builder, drawer.shapes), "KZ")
    ((_, labels),) = chart.given
    brief = briefs["KZ"]
    values, nation = brief.distributions["grp_per_capita"], brief.fact("grp_per_capita").value
    limits = (float("-inf"), *national_figures.BREAKS, float("inf"))
    for code, label in labels.items():
        assert limits[label.shade] <= values[code] / nation < limits[label.shade + 1]
    assert len(labels) == 20
    richest, poorest = max(values, key=values.get), min(values, key=values.get)
    for code in LANGUAGES:
        language = Language.load(Project.here().locales, code)
        for region in (richest, poorest):
            assert language.number(values[region], 1) in chart.alternative(code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_legend_of_the_map_has_one_entry_a_class(briefs, code):
    """From below the first limit to above the last one, each told twice; the nation at 1."""
    language = Language.load(Project.here().locales, code)
    entries = national_figures.map_legend(language, briefs["KZ"])
    nation = language.number(briefs["KZ"].fact("grp_per_capita").value / 1000, 1)
    assert [nation in each.text for each in entries] == [False, False, False, True, False]
    assert [each.colour for each in entries] == list(RAMP)
    for number, limit in enumerate(national_figures.BREAKS):
        shown = language.number(limit, 2)
        assert shown in entries[number].text
        assert shown in entries[number + 1].text


def test_inequality_begins_at_a_hundred(build, briefs):
    """Every index is drawn in per cent of its first year, and printed as it is at the end."""
    ((drawn, _),) = build(national_figures.inequality, "KZ").given
    for line, (name, series) in zip(drawn, briefs["KZ"].inequality.items(), strict=True):
        first, last = min(series), max(series)
        assert line.series[first] == pytest.approx(100)
        assert line.series[last] == pytest.approx(100 * series[last] / series[first]), name
        assert line.printed.within("en") == f"{series[last]:.3f}"


def test_the_steps_of_the_waterfall_add_up_to_the_nations_growth(build, briefs):
    """The eight largest from the largest down, the others in one step; all but rounding."""
    ((rows, total),) = build(national_figures.waterfall, "KZ").given
    values = [row.value for row in rows]
    regions = briefs["KZ"].distributions["contribution_pp"].values()
    assert values[:8] == sorted(regions, reverse=True)[:8]
    assert sum(values) == pytest.approx(sum(regions))
    assert "12" in rows[-1].name.within("en")
    assert sum(values) == pytest.approx(total.value, abs=0.2)
    assert (len(rows), total.role) == (9, "nation")
    assert total.value == briefs["KZ"].fact("real_growth").value


def test_rankings_hold_every_region_once_and_the_nation_where_it_belongs(build, briefs):
    """Bars from the largest value down; dots without the nation among them."""
    ((rows,),) = build(national_figures.growth_ranking, "KZ").given
    assert [row.value for row in rows] == sorted((row.value for row in rows), reverse=True)
    assert [row.role for row in rows].count("nation") == 1
    assert len(rows) == 21
    ((found, whole, _),) = build(national_figures.variety_ranking, "KZ").given
    values = briefs["KZ"].distributions["entropy_nat"]
    assert [each.value for each in found] == sorted(values.values(), reverse=True)
    assert whole.value == briefs["KZ"].fact("entropy_nat").value


def test_the_chart_of_the_ratio_draws_the_ratio(build, briefs):
    """One line: output per head over the nation's, year by year."""
    (((line,), _),) = build(regional_figures.per_capita).given
    histories = briefs["KZ-23"].histories["grp_per_capita"]
    assert line.role == "region"
    assert line.series.keys() == histories["KZ-23"].keys()
    for year, value in line.series.items():
        assert value == pytest.approx(histories["KZ-23"][year] / histories["KZ"][year])


def test_sections_are_ordered_by_their_difference_and_keep_their_quotient(build, briefs):
    """No small industry with a high quotient stands on top of a large difference."""
    ((drawn, heads),) = build(regional_figures.quotients).given
    values = [each.value for each in drawn]
    assert values == sorted(values, reverse=True)
    assert len(heads) == len(drawn[0].figures) == 3
    quotients = {f"{line.location_quotient:.2f}" for line in briefs["KZ-23"].sections}
    assert {each.figures[-1].within("en") for each in drawn} <= quotients


def test_an_odd_year_is_marked_and_explained(build, briefs):
    """Only of the region and table that the note names; the subtitle says what the mark means."""
    year = max(briefs["KZ-23"].histories["unemployment_rate"]["KZ-23"])
    slots = {"indicator": TextSlot("table.unemployment_rate"), "year": Year(year)}
    silent = {**briefs["KZ-23"].claims, "notes.odd": ()}
    plain = build(trajectory_figures.unemployment, claims=silent)
    for region, marked in (("KZ-23", True), ("KZ-47", False)):
        note = Claim("note.odd", "note", {**slots, "region": RegionSlot(region)})
        claims = {**briefs["KZ-23"].claims, "notes.odd": (note,)}
        chart = build(trajectory_figures.unemployment, claims=claims)
        assert chart.given[0][0][0].odd == ((year,) if marked else ())
        longer = [
            len(chart.builder.drawn["unemployment"].subtitle.within(code))
            > len(plain.builder.drawn["unemployment"].subtitle.within(code))
            for code in LANGUAGES
        ]
        assert longer == [marked] * 3


def test_the_other_units_begin_at_a_hundred_with_the_region(build, briefs):
    """Thin lines are in per cent of the region's first year; shades lie within its years."""
    chart = build(trajectory_figures.resilience)
    (((own, whole), (behind, _), shades, _),) = chart.given
    first = min(own.series)
    assert own.series[first] == whole.series[first] == pytest.approx(100)
    units = briefs["KZ-23"].trajectories.values()
    assert len(behind) == len([each for each in units if each.base <= first]) - 1
    assert all(line[first] == pytest.approx(100) and min(line) == first for line in behind)
    declared = briefs["KZ-23"].trajectory.declared
    shocks = [each for each in declared if each.kind == "shock" and each.first >= first]
    assert shocks
    assert [(x.first, x.last) for x in shades] == [(x.first + 1, x.last) for x in shocks]


NATIONAL = {
    "no output per head": (
        lambda builder: national_figures.output_map(builder, None),
        "grp_per_capita",
    ),
    "no contribution": (national_figures.waterfall, "contribution_pp"),
    "no growth": (national_figures.growth_ranking, "real_growth"),
    "no variety": (national_figures.variety_ranking, "entropy_nat"),
}


@pytest.mark.parametrize(("draw", "measure"), list(NATIONAL.values()), ids=list(NATIONAL))
def test_a_chart_without_its_figures_is_not_built(build, briefs, draw, measure):
    """Neither without the values of the regions, nor without the nation's own."""
    subject = "KZ"
    brief = briefs[subject]
    silent = tuple(
        replace(fact, value=None, rank=None) if fact.measure == measure else fact
        for fact in brief.facts
    )
    fewer = without(brief.distributions, measure)
    assert build(draw, subject, facts=silent, distributions=fewer).drawn == set()


def test_a_chart_of_one_year_is_no_chart(build, briefs):
    """Two years are the fewest of every series over time."""
    brief = briefs["KZ"]
    one = {name: dict([max(series.items())]) for name, series in brief.inequality.items()}
    assert build(national_figures.inequality, "KZ", inequality=one).drawn == set()
    assert build(national_figures.sigma, "KZ", catching_up=None).drawn == set()
    assert build(national_figures.convergence, "KZ", catching_up=None).drawn == set()
    last = {"unemployment_rate": {"KZ-23": {2025: 4.9}, "KZ": {2024: 4.7, 2025: 4.8}}}
    assert build(trajectory_figures.unemployment, histories=last).drawn == set()
    assert build(trajectory_figures.resilience, trajectories={}).drawn == set()


def test_one_region_without_its_contribution_takes_the_waterfall_away(build, briefs):
    """Steps that cannot add up to the nation's growth are not drawn."""
    values = without(briefs["KZ"].distributions["contribution_pp"], "KZ-23")
    fewer = {**briefs["KZ"].distributions, "contribution_pp": values}
    assert build(national_figures.waterfall, "KZ", distributions=fewer).drawn == set()
