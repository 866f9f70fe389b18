"""The charts of a regional brief: which chart, with which words, at which place."""

from generator.classifications.regions import NATION
from generator.findings.claims import Count, Industry, Number, Rank, Region, Year
from generator.presentation.charts import bars, columns, dots
from generator.presentation.figures.builder import (
    FIVE,
    FULL,
    HALF,
    Draughtsman,
    Picture,
    Scale,
    coefficients,
    ordered,
    two_lines,
    variety,
)
from generator.presentation.figures.peer_figures import typology
from generator.presentation.figures.trajectory_figures import investment, resilience, unemployment

ROW = 6.2
"""Height of a row in the rankings of the regions, in millimetres."""


def draw_regional(pen: Draughtsman) -> None:
    """Draw every chart of a regional brief for which there are figures."""
    for draw in (
        _sections,
        _growth,
        _ranking,
        _contribution,
        _per_capita,
        _quotients,
        _variety,
        _typology,
        resilience,
        investment,
        unemployment,
        coefficients,
    ):
        draw(pen)


def _sections(pen: Draughtsman) -> None:
    rows = [line for line in pen.brief.sections if line.share is not None]
    if not rows or any(line.national_share is None for line in rows):
        return
    largest = sorted(rows, key=lambda line: -(line.share or 0))[:7]
    drawn = [
        bars.SectionBar(
            pen.industry(line.industry),
            line.share or 0.0,
            line.national_share or 0.0,
        )
        for line in largest
    ]
    alternative = pen.say(
        "alt.sections",
        region=Region(pen.brief.subject),
        industry=Industry(largest[0].industry),
        v=Number(drawn[0].share, 1, "percent"),
        u=Number(drawn[0].national, 1, "percent"),
    )
    names = bars.Pair(pen.say("key.region"), pen.say("kpi.nation"))
    drawing = bars.section_bullets(drawn, names, pen.polyglot, size=(FIVE, 72))
    pen.add(
        "sections", "figure.sections", Picture(drawing, alternative), year=Year(pen.brief.year)
    )


def _growth(pen: Draughtsman) -> None:
    region = pen.history("real_growth", pen.brief.subject)
    whole = pen.history("real_growth", NATION)
    nation = {year: value for year, value in whole.items() if year >= min(region, default=year)}
    if len(region) < 2 or not nation:
        return
    best, worst = max(region, key=lambda y: region[y]), min(region, key=lambda y: region[y])
    alternative = pen.say(
        "alt.growth",
        region=Region(pen.brief.subject),
        y0=Year(min(nation)),
        y1=Year(max(nation)),
        vmax=Number(region[best], 1, "percent_signed"),
        year0=Year(best),
        vmin=Number(region[worst], 1, "percent_signed"),
        year1=Year(worst),
    )
    names = bars.Pair(pen.short(pen.brief.subject), pen.short(NATION))
    drawing = columns.growth_columns(region, nation, names, pen.polyglot, size=(FULL, 52))
    years = {"y0": Year(min(nation)), "y1": Year(max(nation))}
    pen.add("growth", "figure.growth", Picture(drawing, alternative), **years)


def _ranking(pen: Draughtsman) -> None:
    values = pen.brief.distributions.get("grp_per_capita", {})
    fact = pen.brief.fact("grp_per_capita")
    if len(values) < 2 or fact.value is None or fact.rank is None:
        return
    top, bottom = max(values, key=lambda c: values[c]), min(values, key=lambda c: values[c])
    alternative = pen.say(
        "alt.rank",
        n_regions=Count(len(values)),
        year=Year(pen.brief.year),
        max=Region(top),
        vmax=Number(values[top], 1),
        min=Region(bottom),
        vmin=Number(values[bottom], 1),
        region=Region(pen.brief.subject),
        v=Number(fact.value, 1),
        rank=Rank(fact.rank),
    )
    rows = ordered(pen, "grp_per_capita", 1, nation=True)
    drawing = bars.ranking(rows, size=(HALF, ROW * len(rows)))
    pen.add("ranking", "figure.ranking", Picture(drawing, alternative), year=Year(pen.brief.year))


def _per_capita(pen: Draughtsman) -> None:
    two_lines(pen, "per_capita", "grp_per_capita", Scale(per=1000), size=(FULL, 46))


def _contribution(pen: Draughtsman) -> None:
    fact = pen.brief.fact("contribution_pp")
    if fact.value is None or fact.rank is None or fact.of is None:
        return
    alternative = pen.say(
        "alt.contribution",
        n_regions=Count(fact.of),
        year=Year(pen.brief.year),
        region=Region(pen.brief.subject),
        v=Number(fact.value, 2, "signed"),
        rank=Rank(fact.rank),
    )
    rows = ordered(pen, "contribution_pp", 2, nation=False)
    drawing = bars.ranking(rows, size=(HALF, max(ROW * fact.of, 12)))
    pen.add(
        "contribution",
        "figure.contribution",
        Picture(drawing, alternative),
        year=Year(pen.brief.year),
    )


def _quotients(pen: Draughtsman) -> None:
    lines_with = [line for line in pen.brief.sections if line.location_quotient is not None]
    if not lines_with:
        return
    key = pen.brief.key_industries
    rows = [
        dots.Quotient(
            pen.industry(line.industry),
            line.location_quotient or 0.0,
            line.share or 0.0,
            line.industry in key,
        )
        for line in lines_with
    ]
    by_quotient = sorted(lines_with, key=lambda line: line.location_quotient or 0.0)
    low, high = by_quotient[0], by_quotient[-1]
    alternative = pen.say(
        "alt.lq",
        region=Region(pen.brief.subject),
        year=Year(pen.brief.year),
        industry=Industry(high.industry),
        v=Number(high.location_quotient or 0.0, 2),
        industry0=Industry(low.industry),
        v0=Number(low.location_quotient or 0.0, 2),
    )
    words = dots.QuotientWords(
        pen.say("lq.one"), pen.say("lq.less"), pen.say("lq.more"), pen.say("lq.share")
    )
    drawing = dots.location_quotients(rows, words, pen.polyglot, size=(FULL, 82))
    pen.add("lq", "figure.lq", Picture(drawing, alternative), year=Year(pen.brief.year))
    if key:
        pen.add_note("lq", "sub.key_industry" if len(key) == 1 else "sub.key_industries")


def _variety(pen: Draughtsman) -> None:
    variety(pen, 38)


def _typology(pen: Draughtsman) -> None:
    typology(pen, 77)
