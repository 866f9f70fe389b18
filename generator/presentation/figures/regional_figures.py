"""Charts of a regional brief: sections, growth, ranking, contribution, quotients."""

from dataclasses import replace

from generator.classifications.regions import NATION
from generator.findings.claims import Count, IndustrySlot, Number, Rank, RegionSlot, Year
from generator.findings.measuring.section_tables import SectionLine
from generator.findings.rounding import rounded
from generator.presentation.charts import bars, columns, lines
from generator.presentation.charts.style import FIVE_COLUMNS, FULL_WIDTH, HALF_WIDTH
from generator.presentation.figures.builder import FigureBuilder, annotation, ordered, turning
from generator.presentation.figures.figure_set import Picture

RATIO, LEAST_RATIO = "ratio_to_nation", 0.4
"""The ratio to the nation, and what its axis spans at least."""

ROW = 3.6
"""Height of a row in the rankings of the regions, in millimetres."""


def sections(builder: FigureBuilder) -> None:
    """Draw the largest sections of the region as bars, the nation's shares as ticks."""
    rows = [line for line in builder.brief.sections if line.share is not None]
    if not rows or any(line.national_share is None for line in rows):
        return
    largest = sorted(rows, key=lambda line: -(line.share or 0))[:7]
    drawn = [_named_by_share(builder, line) for line in largest]
    alternative = builder.say(
        "alt.sections",
        region=RegionSlot(builder.brief.subject),
        industry=IndustrySlot(largest[0].industry),
        v=Number(largest[0].share or 0.0, 1, "percent"),
        u=Number(largest[0].national_share or 0.0, 1, "percent"),
    )
    drawing = bars.differences(drawn, (), size=(FIVE_COLUMNS, 72))
    builder.add(
        "sections", "figure.sections", Picture(drawing, alternative), year=Year(builder.brief.year)
    )


def _difference(builder: FigureBuilder, line: SectionLine) -> bars.Difference:
    """Compare the shares of a section as they are printed, which a reader may subtract."""
    share, national = (rounded(each or 0.0, 1) for each in (line.share, line.national_share))
    apart = float(share - national)
    number = builder.polyglot.number
    return bars.Difference(
        builder.industry(line.industry),
        apart,
        number(apart, 1, signed=True),
        (number(float(share), 1), number(float(national), 1)),
    )


def _named_by_share(builder: FigureBuilder, line: SectionLine) -> bars.Difference:
    """Compare the shares of a section, its own written behind its name: bars have the room."""
    share = builder.polyglot.quantity(Number(line.share or 0.0, 1, "percent"))
    found = _difference(builder, line)
    return replace(found, name=found.name + " " + share, figures=())


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
    odd = builder.odd_years("real_growth", builder.brief.subject)
    whose = builder.short(builder.brief.subject)
    names = bars.Pair(whose, builder.short(NATION), builder.breaks("real_growth"), odd)
    drawing = columns.growth_columns(
        region, nation, names, builder.polyglot, size=(FULL_WIDTH, 40)
    )
    years = {"y0": Year(min(nation)), "y1": Year(max(nation))}
    builder.add("growth", "figure.growth", Picture(drawing, alternative), **years)
    builder.explain("growth", "real_growth", nation, odd)


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
    """Draw the ratio of GRP per capita to the nation's by year, the nation as a line at 1."""
    subject = builder.brief.subject
    ratio = builder.history(RATIO, subject)
    if len(ratio) < 2:
        return
    first, last = min(ratio), max(ratio)
    years = {"y0": Year(first), "y1": Year(last)}
    alternative = builder.say(
        "alt.per_capita",
        region=RegionSlot(subject),
        **years,
        v0=Number(ratio[first], 2),
        v1=Number(ratio[last], 2),
    )
    odd = {
        year for code in (subject, NATION) for year in builder.odd_years("grp_per_capita", code)
    }
    line = lines.SeriesLine(
        builder.short(subject),
        ratio,
        "region",
        printed=builder.polyglot.number(ratio[last], 2),
        odd=tuple(sorted(odd)),
        breaks=builder.breaks(RATIO),
        note=annotation(builder, RATIO, Number(0, 2)),
    )
    base = lines.Base(1, builder.short(NATION) + " = 1")
    size = (HALF_WIDTH, 34)
    drawing = lines.lines([line], builder.polyglot, size=size, least=LEAST_RATIO, base=base)
    picture = Picture(drawing, alternative + turning(builder, RATIO, Number(0, 2)))
    builder.add("per_capita", "figure.per_capita", picture, **years)
    builder.explain("per_capita", RATIO, ratio, odd)


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
    """Draw how far the shares of all sections are from the nation's, with their quotients."""
    lines_with = [line for line in builder.brief.sections if line.location_quotient is not None]
    if not lines_with:
        return
    key = builder.brief.key_industries
    rows = [
        replace(
            found := _difference(builder, line),
            figures=(*found.figures, builder.polyglot.number(line.location_quotient, 2)),
            key=line.industry in key,
        )
        for line in lines_with
    ]
    rows.sort(key=lambda row: -row.value)
    apart = {line.industry: _difference(builder, line).value for line in lines_with}
    high, low = (pick(apart, key=lambda name: apart[name]) for pick in (max, min))
    alternative = builder.say(
        "alt.lq",
        region=RegionSlot(builder.brief.subject),
        year=Year(builder.brief.year),
        industry=IndustrySlot(high),
        v=Number(apart[high], 1, "signed"),
        industry0=IndustrySlot(low),
        v0=Number(apart[low], 1, "signed"),
    )
    heads = (builder.say("key.region"), builder.say("kpi.nation"), "LQ")
    drawing = bars.differences(rows, heads, size=(FULL_WIDTH, 72))
    builder.add("lq", "figure.lq", Picture(drawing, alternative), year=Year(builder.brief.year))
    if key:
        builder.add_note("lq", "sub.key_industry" if len(key) == 1 else "sub.key_industries")
