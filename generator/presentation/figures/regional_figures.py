"""Charts of a regional brief: sections, growth, ranking, contribution, quotients."""

from generator.classifications.regions import NATION
from generator.findings.claims import Count, IndustrySlot, Number, Rank, RegionSlot, Year
from generator.presentation.charts import bars, columns, dots
from generator.presentation.charts.style import FIVE_COLUMNS, FULL_WIDTH, HALF_WIDTH
from generator.presentation.figures.builder import FigureBuilder, Scale, ordered, two_lines
from generator.presentation.figures.figure_set import Picture

ROW = 3.6
"""Height of a row in the rankings of the regions, in millimetres."""


def sections(builder: FigureBuilder) -> None:
    """Draw the largest sections of the region as bars, the nation's shares as ticks."""
    rows = [line for line in builder.brief.sections if line.share is not None]
    if not rows or any(line.national_share is None for line in rows):
        return
    largest = sorted(rows, key=lambda line: -(line.share or 0))[:7]
    drawn = [
        bars.SectionBar(
            builder.industry(line.industry),
            line.share or 0.0,
            line.national_share or 0.0,
        )
        for line in largest
    ]
    alternative = builder.say(
        "alt.sections",
        region=RegionSlot(builder.brief.subject),
        industry=IndustrySlot(largest[0].industry),
        v=Number(drawn[0].share, 1, "percent"),
        u=Number(drawn[0].national, 1, "percent"),
    )
    names = bars.Pair(builder.say("key.region"), builder.say("kpi.nation"))
    drawing = bars.section_bullets(drawn, names, builder.polyglot, size=(FIVE_COLUMNS, 72))
    builder.add(
        "sections", "figure.sections", Picture(drawing, alternative), year=Year(builder.brief.year)
    )


def growth(builder: FigureBuilder) -> None:
    """Draw real growth of the region by year as columns, that of the nation as dashes."""
    region = builder.history("real_growth", builder.brief.subject)
    whole = builder.history("real_growth", NATION)
    nation = {year: value for year, value in whole.items() if year >= min(region, default=year)}
    if len(region) < 2 or not nation:
        return
    best, worst = max(region, key=lambda y: region[y]), min(region, key=lambda y: region[y])
    alternative = builder.say(
        "alt.growth",
        region=RegionSlot(builder.brief.subject),
        y0=Year(min(nation)),
        y1=Year(max(nation)),
        vmax=Number(region[best], 1, "percent_signed"),
        year0=Year(best),
        vmin=Number(region[worst], 1, "percent_signed"),
        year1=Year(worst),
    )
    whose = builder.short(builder.brief.subject)
    names = bars.Pair(whose, builder.short(NATION), builder.breaks("real_growth"))
    drawing = columns.growth_columns(
        region, nation, names, builder.polyglot, size=(FULL_WIDTH, 40)
    )
    years = {"y0": Year(min(nation)), "y1": Year(max(nation))}
    builder.add("growth", "figure.growth", Picture(drawing, alternative), **years)
    builder.tell_breaks("growth", "real_growth", nation)


def ranking(builder: FigureBuilder) -> None:
    """Draw all regions and the nation as bars, from the highest GRP per capita down."""
    values = builder.brief.distributions.get("grp_per_capita", {})
    fact = builder.brief.fact("grp_per_capita")
    if len(values) < 2 or fact.value is None or fact.rank is None:
        return
    top, bottom = max(values, key=lambda c: values[c]), min(values, key=lambda c: values[c])
    alternative = builder.say(
        "alt.rank",
        n_regions=Count(len(values)),
        year=Year(builder.brief.year),
        max=RegionSlot(top),
        vmax=Number(values[top], 1),
        min=RegionSlot(bottom),
        vmin=Number(values[bottom], 1),
        region=RegionSlot(builder.brief.subject),
        v=Number(fact.value, 1),
        rank=Rank(fact.rank, fact.tied),
    )
    rows = ordered(builder, "grp_per_capita", 1, nation=True)
    drawing = bars.ranking(rows, size=(HALF_WIDTH, ROW * len(rows)))
    builder.add(
        "ranking", "figure.ranking", Picture(drawing, alternative), year=Year(builder.brief.year)
    )


def per_capita(builder: FigureBuilder) -> None:
    """Draw GRP per capita of the region and the nation over the years."""
    two_lines(builder, "per_capita", "grp_per_capita", Scale(per=1000), size=(HALF_WIDTH, 34))


def contribution(builder: FigureBuilder) -> None:
    """Draw the contributions of all regions to national growth as bars."""
    fact = builder.brief.fact("contribution_pp")
    if fact.value is None or fact.rank is None or fact.of is None:
        return
    alternative = builder.say(
        "alt.contribution",
        n_regions=Count(fact.of),
        year=Year(builder.brief.year),
        region=RegionSlot(builder.brief.subject),
        v=Number(fact.value, 2, "signed"),
        rank=Rank(fact.rank, fact.tied),
    )
    rows = ordered(builder, "contribution_pp", 2, nation=False)
    drawing = bars.ranking(rows, size=(HALF_WIDTH, max(ROW * fact.of, 12)))
    builder.add(
        "contribution",
        "figure.contribution",
        Picture(drawing, alternative),
        year=Year(builder.brief.year),
    )


def quotients(builder: FigureBuilder) -> None:
    """Draw the location quotients of all sections on a doubling scale."""
    lines_with = [line for line in builder.brief.sections if line.location_quotient is not None]
    if not lines_with:
        return
    key = builder.brief.key_industries
    rows = [
        dots.Quotient(
            builder.industry(line.industry),
            line.location_quotient or 0.0,
            line.share or 0.0,
            line.industry in key,
        )
        for line in lines_with
    ]
    by_quotient = sorted(lines_with, key=lambda line: line.location_quotient or 0.0)
    low, high = by_quotient[0], by_quotient[-1]
    alternative = builder.say(
        "alt.lq",
        region=RegionSlot(builder.brief.subject),
        year=Year(builder.brief.year),
        industry=IndustrySlot(high.industry),
        v=Number(high.location_quotient or 0.0, 2),
        industry0=IndustrySlot(low.industry),
        v0=Number(low.location_quotient or 0.0, 2),
    )
    words = dots.QuotientWords(
        builder.say("lq.one"),
        builder.say("lq.less"),
        builder.say("lq.more"),
        builder.say("lq.share"),
    )
    drawing = dots.location_quotients(rows, words, builder.polyglot, size=(FULL_WIDTH, 72))
    builder.add("lq", "figure.lq", Picture(drawing, alternative), year=Year(builder.brief.year))
    if key:
        builder.add_note("lq", "sub.key_industry" if len(key) == 1 else "sub.key_industries")
