"""The table of regions: each with its rank, its values and its largest industry."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.classifications.regions import NATION
from generator.findings.brief import Brief
from generator.findings.measures import LEAGUE
from generator.presentation.localisation.language import Language
from generator.presentation.tables.indicator_table import FactPrinter, capitalised
from generator.presentation.tables.section_table import bar_length


@dataclass(frozen=True, slots=True)
class LeagueRow:
    """One region, or the nation, in the table of regions.

    ``bar`` is the length of its bar, in per cent of the longest.
    """

    rank: str
    name: str
    nation: bool
    per_capita: str
    bar: float
    growth: str
    share: str
    variety: str
    variance: str
    largest: str
    largest_share: str
    unemployment: str
    investment: str


def league_rows(brief: Brief, language: Language) -> tuple[LeagueRow, ...]:
    """Print the table of regions from the highest GRP per capita, the nation in its place.

    Equal values, and regions without one, stand in the order of the alphabet.
    """
    fact_printer = FactPrinter(brief, language)
    longest = max((line.values["grp_per_capita"] or 0.0 for line in brief.league), default=0.0)
    nation = {measure: brief.fact(measure).value for measure in LEAGUE}
    lines: list[tuple[float, LeagueRow]] = []
    largest = max(
        ((line.industry, line.share or 0.0) for line in brief.sections),
        key=lambda pair: pair[1],
        default=None,
    )
    for line in brief.league:
        name = language.region(line.region, "short")
        rank = str(line.rank) if line.rank else "–"
        row = _league_row(fact_printer, line.values, (rank, name, line.largest_industry), longest)
        lines.append((line.values["grp_per_capita"] or float("-inf"), row))
    whole = _league_row(
        fact_printer,
        nation,
        ("", language.region(NATION, "short"), largest[0] if largest else None),
        longest,
    )
    lines.append((nation["grp_per_capita"] or float("-inf"), whole))
    ordered = sorted(lines, key=lambda pair: (-pair[0], language.sort_key(pair[1].name)))
    return tuple(row for _, row in ordered)


def _league_row(
    fact_printer: FactPrinter,
    values: Mapping[str, float | None],
    head: tuple[str, str, str | None],
    longest: float,
) -> LeagueRow:
    rank, name, section = head
    nation = not rank
    share = fact_printer.number("largest_share", values["largest_share"])
    industry = fact_printer.language.industry(section, "short") if section else ""
    return LeagueRow(
        rank,
        name,
        nation,
        fact_printer.number("grp_per_capita", values["grp_per_capita"]),
        bar_length(values["grp_per_capita"], longest),
        fact_printer.number("real_growth", values["real_growth"]),
        fact_printer.number("share_of_gdp", values["share_of_gdp"]),
        fact_printer.number("entropy_nat", values["entropy_nat"]),
        "–" if nation else fact_printer.number("lq_var_weighted", values["lq_var_weighted"]),
        capitalised(industry),
        share,
        fact_printer.number("unemployment_rate", values["unemployment_rate"]),
        fact_printer.number("investment_to_grp", values["investment_to_grp"]),
    )
