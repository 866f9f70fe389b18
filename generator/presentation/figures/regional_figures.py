"""Charts of a regional brief alone: differences in structure, the ratio to the nation."""

from dataclasses import replace

from generator.classifications.regions import NATION
from generator.findings.claims import IndustrySlot, Number, RegionSlot, Year
from generator.findings.measuring.section_tables import SectionLine
from generator.findings.rounding import rounded
from generator.presentation.charts import bars, lines
from generator.presentation.charts.style import FULL_WIDTH, HALF_WIDTH
from generator.presentation.figures.builder import FigureBuilder, annotation, turning
from generator.presentation.figures.figure_set import Picture

RATIO, LEAST_RATIO = "ratio_to_nation", 0.4
"""The ratio to the nation, and what its axis spans at least."""


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
