"""Charts of both kinds of briefs: drivers of growth, variety by year, typology, coefficients."""

from collections.abc import Mapping
from statistics import median

from generator.classifications.regions import NATION
from generator.findings.claims import Count, IndustrySlot, Number, RegionSlot, Slot, Year
from generator.presentation.charts import columns, intervals, scatter
from generator.presentation.charts.section_steps import SectionStep, section_steps
from generator.presentation.charts.style import FULL_WIDTH, HALF_WIDTH
from generator.presentation.figures.builder import FigureBuilder
from generator.presentation.figures.figure_set import Picture
from generator.presentation.tables.regression_table import of_variety

LEVEL, VARIETY = "grp_per_capita", "entropy_nat"

Values = Mapping[str, float]


def drivers(builder: FigureBuilder, height: float) -> None:
    """Draw what each section contributed to real growth, with its volume and prices beside it."""
    brief, number = builder.brief, builder.polyglot.number
    *lines, last = brief.drivers[brief.subject]
    lines = [each for each in lines if each.contribution is not None]
    growth, rest = brief.fact("real_growth").value, last.contribution
    if not lines or growth is None or rest is None:
        return
    lines.sort(key=lambda line: -(line.contribution or 0.0))
    alternative = builder.say(
        "alt.drivers",
        region=RegionSlot(brief.subject),
        year=Year(brief.year),
        industry=IndustrySlot(lines[0].industry),
        vmax=Number(lines[0].contribution or 0.0, 2, "signed"),
        industry0=IndustrySlot(lines[-1].industry),
        vmin=Number(lines[-1].contribution or 0.0, 2, "signed"),
        v0=Number(rest, 2, "signed"),
        v=Number(growth, 1, "signed"),
    )
    steps = [
        SectionStep(
            builder.industry(line.industry),
            line.contribution or 0.0,
            number(line.contribution, 2, signed=True),
            tuple(number(each, 1, signed=True) for each in (line.volume, line.prices)),
        )
        for line in lines
    ]
    steps += [
        SectionStep(
            builder.say("key.undistributed"), rest, number(rest, 2, signed=True), (), "rest"
        ),
        SectionStep(
            builder.say("key.real_growth"), growth, number(growth, 1, signed=True), (), "total"
        ),
    ]
    heads = builder.say("key.volume"), builder.say("key.prices")
    drawing = section_steps(steps, heads, nation=brief.national, size=(FULL_WIDTH, height))
    year = Year(brief.year)
    builder.add("drivers", "figure.drivers", Picture(drawing, alternative), year=year)


def variety(builder: FigureBuilder, height: float) -> None:
    """Draw DIV = UV + RV over time, with the nation's DIV where the subject is a region."""
    uv = builder.history("uv_nat", builder.brief.subject)
    rv = builder.history("rv_nat", builder.brief.subject)
    total = builder.history("entropy_nat", builder.brief.subject)
    if len(uv) < 2 or set(uv) != set(rv):
        return
    nation = {} if builder.brief.national else builder.history("entropy_nat", NATION)
    first, last = min(total), max(total)
    alternative = builder.say(
        "alt.variety",
        region=RegionSlot(builder.brief.subject),
        y0=Year(first),
        y1=Year(last),
        v0=Number(total[first], 2),
        v1=Number(total[last], 2),
    )
    odd = builder.odd_years("entropy_nat", builder.brief.subject)
    names = columns.Parts("UV", "RV", builder.short(NATION), odd, builder.breaks("entropy_nat"))
    drawing = columns.index_columns(
        (uv, rv), nation, names, builder.polyglot, size=(HALF_WIDTH, height)
    )
    place = "figure.variety_path" if builder.brief.national else "figure.variety"
    years = {"y0": Year(first), "y1": Year(last)}
    builder.add("variety", place, Picture(drawing, alternative), **years)
    builder.explain("variety", "entropy_nat", total, odd)


def coefficients(builder: FigureBuilder) -> None:
    """Draw the coefficients of diversification of every column with their intervals."""
    rows, printed = [], []
    for fitted in builder.brief.association.fits:
        if fitted.centring is not None:
            continue  # where a moderator enters, the coefficient holds at its mean only
        column = fitted.specification.name
        for found in of_variety(fitted):
            name = f"{found.name}\n({column}) " + builder.say(f"column.{column}")
            rows.append(intervals.Estimate(name, found.estimate, found.low, found.high))
            estimate = builder.polyglot.number(found.estimate, 3)
            printed.append(f"({column}) {found.name}: " + estimate)
    if not rows:
        return
    alternative = builder.say("alt.coefficients") + " " + printed[0]
    for each in printed[1:]:
        alternative += "; " + each
    axis = builder.say("axis.coefficient")
    drawing = intervals.coefficients(
        rows, axis, builder.polyglot, size=(HALF_WIDTH, max(75.0, 7.2 * len(rows) + 12))
    )
    builder.add("coefficients", "figure.coefficients", Picture(drawing, alternative))


def typology(builder: FigureBuilder, height: float) -> None:
    """Draw every region by GRP per capita and diversification.

    Lines mark the nation's GRP per capita, and the diversification of the median region.
    """
    levels, varieties = (builder.brief.distributions.get(name, {}) for name in (LEVEL, VARIETY))
    level = _nation(builder, LEVEL)
    codes = [code for code in levels if code in varieties and levels[code] > 0]
    if len(codes) < 2 or level is None:
        return
    middle = median(varieties.values())
    roles = _roles(builder, codes, (levels, varieties))
    points = [
        scatter.Point(builder.short(code), varieties[code], levels[code] / 1000, roles[code])
        for code in codes
    ]
    axes = scatter.ScatterWords(
        builder.say("line.median"), middle, level / 1000, builder.say("axis.variety")
    )
    alternative = builder.say(
        "alt.typology",
        n_regions=Count(len(codes)),
        year=Year(builder.brief.year),
        v0=Number(middle, 2),
        v1=Number(level, 1),
    )
    if builder.brief.subject in codes:
        own: dict[str, Slot] = {
            "region": RegionSlot(builder.brief.subject),
            "v": Number(varieties[builder.brief.subject], 2),
            "u": Number(levels[builder.brief.subject], 1),
        }
        alternative += " " + builder.say("alt.typology_own", **own)
    drawing = scatter.scatter(points, axes, builder.polyglot, size=(HALF_WIDTH, height))
    picture = Picture(drawing, alternative)
    words = "typology_all" if builder.brief.national else ""
    builder.add("typology", "figure.typology", picture, words, year=Year(builder.brief.year))


def _nation(builder: FigureBuilder, measure: str) -> float | None:
    fact = builder.brief.fact(measure)
    return fact.value if builder.brief.national else fact.national


def _roles(
    builder: FigureBuilder, codes: list[str], scales: tuple[Values, Values]
) -> dict[str, str]:
    """Return the role of each region in the drawing: subject before peer before extreme."""
    roles = dict.fromkeys(codes, "other")
    for of in scales:
        for pick in (max, min):
            roles[pick(codes, key=lambda code: of[code])] = "end"
    roles.update(
        (peer.region, "peer") for peer in builder.brief.structural_peers if peer.region in roles
    )
    if builder.brief.subject in roles:
        roles[builder.brief.subject] = "region"
    return roles
