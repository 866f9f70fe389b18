"""The catalogue of measures: one row for every quantity that a brief reports.

Everything else that has to know about a measure follows from its row: how it is computed or taken
over, its passport, its history, its line in the table of indicators, its column in the table of
regions, what a title may say of it, what two briefs are compared by, and the texts that every
language must have.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from generator.classifications.industries import OTHER_SERVICES
from generator.economics.indices.concentration import hhi, largest_share
from generator.economics.indices.specialisation import lq_variance, lq_variance_weighted
from generator.economics.indices.variety import entropy, related_variety, unrelated_variety
from generator.findings.measure_definition import SECTIONS, Input, Measure, Scope

FIRST_YEAR = 2014
"""Sections are published in full only from this year, so nothing earlier is comparable."""

AVERAGE_SPAN = 4
"""Years over which average growth is taken: every region has an index for the last four."""

PER_CAPITA, GROWTH, CONTRIBUTION = "grp_per_capita", "real_growth", "contribution_pp"
REAL_CONTRIBUTION = "real_contribution"
DIVERSIFICATION, VARIANCE = "entropy_nat", "lq_var_weighted"
INVESTMENT, UNEMPLOYMENT = "investment_to_grp", "unemployment_rate"
TRANSFER_SHARE = "transfer_share"
"""Measures that sentences are written about: their names, for those who choose sentences."""

BUDGET = "budget"
"""Heading of the measures of local budgets, which have a table of their own."""

_GRP, _PEOPLE, _INDEX = Input("grp"), Input("average_population"), Input("grp_volume_index")
_SPAN = Input("grp_volume_index", years=tuple(range(1 - AVERAGE_SPAN, 1)))
_NATION, _PEOPLE_OF_NATION = Input("grp", nation=True), Input("average_population", nation=True)
_BEFORE = Input("grp", years=(-1,), nation=True)
_EMPLOYED = Input("employed_population", years=(-1, 0))
_SHARES = Input("gva_by_industry", industries=SECTIONS)
_BESIDE_NATION = Input("gva_by_industry", nation=True, industries=SECTIONS)

# A measure is a row: what it is and how it is made, then where it stands.
# fmt: off

_OUTPUT = (
    Measure(
        PER_CAPITA, "thousand_kzt", 1, (_GRP, _PEOPLE), change="relative", sense="good",
        published="grp_per_capita", history=True, row=("output", 1), headline=1, league=True,
        named=("region", "nation"), national_name=True, relative_band=0.02),
    Measure(
        "ratio_to_nation", "ratio", 2, (_NATION, _PEOPLE_OF_NATION), change="absolute",
        sense="good", history=True, row=("output", 2), nation="none", band=0.02),
    Measure(
        "grp", "bn_kzt", 1, (_GRP,), change="relative", sense="good", printed="never"),
    Measure(
        "share_of_gdp", "percent", 1, (_NATION,), change="points", published="grp_share",
        history=True, row=("output", 6), league=True, nation="none", band=0.2),
    Measure(
        GROWTH, "percent", 1, (_INDEX,), change="points", signed=True, sense="good",
        history=True, row=("output", 3), headline=2, league=True, named=("nation", "peers")),
    Measure(
        "average_growth", "percent", 1, (_SPAN,), signed=True, sense="good",
        row=("output", 4), headline=3, named=("peers",)),
    Measure(
        CONTRIBUTION, "percentage_points", 2, (_BEFORE, _INDEX), signed=True, sense="good",
        published="growth_contribution", history=True, row=("output", 5), league=True,
        named=("region", "nation"), nation="none"),
    Measure(
        "population", "thousand_people", 1, (_PEOPLE,), change="relative", divisor=1000,
        history=True, row=("output", 7), nation="sum", short_name=True),
)

_STRUCTURE = (
    Measure(
        DIVERSIFICATION, "nats", 2, (_SHARES,), change="absolute", index=entropy,
        history=True, row=("structure", 1), league=True, named=("region", "nation"), band=0.02),
    Measure(
        "uv_nat", "nats", 2, (_SHARES,), change="absolute", index=unrelated_variety,
        arguments=("shares", "groups"), history=True, row=("structure", 2), band=0.02),
    Measure(
        "rv_nat", "nats", 2, (_SHARES,), change="absolute", index=related_variety,
        arguments=("shares", "groups"), history=True, row=("structure", 3), band=0.02),
    Measure(
        "hhi", "index", 3, (_SHARES,), change="absolute", index=hhi,
        history=True, row=("structure", 4)),
    Measure(
        "lq_var_pop", "index", 2, (_BESIDE_NATION, _NATION), change="absolute", index=lq_variance,
        arguments=("quotients",), history=True, row=("structure", 5), nation="trivial",
        short_name=True),
    Measure(
        VARIANCE, "index", 2, (_BESIDE_NATION,), change="absolute",
        index=lq_variance_weighted, arguments=("shares", "national_shares"), history=True,
        row=("structure", 6), league=True, nation="trivial", short_name=True, relative_band=0.1),
    Measure(
        "largest_share", "percent", 1, (_SHARES, _GRP), change="points", index=largest_share,
        arguments=("shares_in_output",), history=True, row=("structure", 7), league=True,
        band=0.2),
)

_LABOUR = (
    Measure(
        INVESTMENT, "percent", 1, (Input("fixed_capital_investment"), _GRP),
        change="points", sense="good", history=True, row=("labour", 4), headline=5, league=True,
        national_name=True, band=0.2),
    Measure(
        UNEMPLOYMENT, "percent", 1, (Input("unemployment_rate"),), change="points",
        sense="bad", divisor=1, history=True, row=("labour", 1), league=True, band=0.2),
    Measure(
        "employment_growth", "percent", 1, (_EMPLOYED,), change="points", signed=True,
        sense="good", row=("labour", 2), headline=7, short_name=True),
    Measure(
        "average_wage", "thousand_kzt", 1, (Input("average_wage"),), change="relative",
        sense="good", divisor=1000, latest=True, row=("labour", 3), headline=4),
    Measure(
        "innovation_activity", "percent", 1, (Input("innovation_activity"),), change="points",
        sense="good", divisor=1, latest=True, row=("labour", 5), headline=6),
)

_SCHOOLS, _ROADS = Input("three_shift_schools"), Input("local_roads_standard_share")
_RATE, _ALL_SCHOOLS = (_SCHOOLS, _PEOPLE), Input("general_schools", years=(-1, 0))
_OPENED, _CLOSED = Input("organisations_opened"), Input("organisations_liquidated")
_STOCK = "organisations_registered_1_january"
_MOVED = (Input(_STOCK, years=(0, 1)), Input("organisations_increase"))
_DISTRICTS = (
    Input("district_product"), Input("district_income_per_capita"), Input("district_population"))
_COVERED = (*_DISTRICTS, _PEOPLE)

_DATED = (
    Measure("three_shift_schools", "units", 0, (_SCHOOLS,), scope="dated", sense="bad"),
    Measure("three_shift_per_100k", "per_100k", 1, _RATE, scope="dated", sense="bad"),
    Measure("three_shift_per_100k_lo", "per_100k", 1, _RATE, scope="dated", sense="bad"),
    Measure("three_shift_per_100k_hi", "per_100k", 1, _RATE, scope="dated", sense="bad"),
    Measure(
        "three_shift_share", "percent", 1, (_SCHOOLS, _ALL_SCHOOLS), scope="dated", sense="bad"),
    Measure("local_roads_standard_share", "percent", 1, (_ROADS,), scope="dated", sense="good"),
    Measure("organisations_opened", "units", 0, (_OPENED,), scope="dated"),
    Measure("organisations_liquidated", "units", 0, (_CLOSED,), scope="dated"),
    Measure("opened_per_liquidated", "ratio", 2, (_OPENED, _CLOSED), scope="dated"),
    Measure("opened_per_liquidated_lo", "ratio", 2, (_OPENED, _CLOSED), scope="dated"),
    Measure("opened_per_liquidated_hi", "ratio", 2, (_OPENED, _CLOSED), scope="dated"),
    Measure("organisations_registered", "units", 0, (Input(_STOCK),), scope="dated"),
    Measure("organisations_growth", "percent", 1, _MOVED, scope="dated", signed=True),
    Measure("district_gap", "ratio", 1, _DISTRICTS, scope="dated", sense="bad"),
    Measure("district_cv", "percent", 1, _DISTRICTS, scope="dated", sense="bad"),
    Measure("district_coverage", "percent", 1, _COVERED, scope="dated", printed="sentence"),
    Measure("theil_within_share", "percent", 1, _DISTRICTS, scope="dated"),
)

_OF_NATION = Input("gva_by_industry", nation=True)
_SECTION = (
    Measure("gva", "bn_kzt", 1, (Input("gva_by_industry"),), scope="section"),
    Measure(
        "share_in_grp", "percent", 1, (Input("gva_by_industry"), _GRP), scope="section", band=0.2),
    Measure("location_quotient", "ratio", 2, (_OF_NATION, _NATION), scope="section"),
)

_VOLUME = Input("gva_volume_index")
_WITH_INDEX = Input("gva_volume_index", industries=(*"ABCDEFGHJL", OTHER_SERVICES))
_ALL_BEFORE = Input("gva_by_industry", years=(-1,), industries=SECTIONS)
_BOTH_YEARS = Input("gva_by_industry", years=(-1, 0))
_DRIVER = (
    Measure(
        REAL_CONTRIBUTION, "percentage_points", 2, (_VOLUME, _ALL_BEFORE), scope="driver",
        signed=True, sense="good", band=0.1),
    Measure("section_volume", "percent", 1, (_VOLUME,), scope="driver", signed=True, sense="good"),
    Measure("section_prices", "percent", 1, (_VOLUME, _BOTH_YEARS), scope="driver", signed=True),
    Measure(
        "real_contribution_residual", "percentage_points", 2, (_INDEX, _WITH_INDEX, _ALL_BEFORE),
        scope="driver", signed=True),
)

_SHIFTED = (
    Input("grp_volume_index", nation=True),
    Input(
        "gva_volume_index", nation=True, industries=(*"ABCDEFGHJL", OTHER_SERVICES)),
    Input("gva_by_industry", years=(-1,), nation=True, industries=SECTIONS),
)
"""Growth is split as a whole, so each part needs what all of them need."""

_SHIFT = tuple(
    Measure(
        name, "percentage_points", 2, _SHIFTED, scope="dated", signed=True, printed="sentence")
    for name in ("shift_national", "shift_mix", "shift_regional", "shift_rest")
)

_OUTPUT_AND_PEOPLE = (
    Input("grp_volume_index", years=(-2, -1, 0)),
    Input("average_population", years=(-3, 0)),
    Input("employed_population", years=(-3, -2, -1, 0)),
)
_PRODUCTIVITY = tuple(
    Measure(
        name, "percent", 1, _OUTPUT_AND_PEOPLE, scope="dated", signed=True, sense="good",
        printed="sentence")
    for name in ("real_per_head_growth", "real_per_employed_growth", "employed_per_head_growth")
)

_COMPARED, _PER_HEAD = (Input("grp_volume_index", nation=True),), (_INDEX, _PEOPLE)
_PHASE = (
    Measure("growth_phase", "percent", 1, (_INDEX,), scope="phase"),
    Measure("resistance_phase", "index", 2, _COMPARED, scope="phase"),
    Measure("recovery_phase", "index", 2, _COMPARED, scope="phase"),
    Measure("trend_growth", "percent", 1, _PER_HEAD, scope="phase"),
    Measure(
        "trend_growth_low", "percent", 1, _PER_HEAD, scope="phase", formula_of="trend_growth"),
    Measure(
        "trend_growth_high", "percent", 1, _PER_HEAD, scope="phase", formula_of="trend_growth"),
)
"""Measures of the trajectory of output; their years are those of the phase, or of the series."""

_TAXES, _TRANSFERS = Input("local_budget_taxes"), Input("local_budget_transfers_received")
_SPENT, _PASSED_ON = Input("local_budget_expenditure"), Input("local_budget_withdrawals")
_SUBVENTIONS = Input("local_budget_subventions")
_BUDGET = (
    Measure(
        TRANSFER_SHARE, "percent", 1, (_TRANSFERS, _TAXES), change="points", latest=True,
        history=True, row=(BUDGET, 1), named=("nation",)),
    Measure(
        "taxes_per_capita", "thousand_kzt", 1, (_TAXES, _PEOPLE), change="relative",
        sense="good", latest=True, history=True, row=(BUDGET, 2)),
    Measure(
        "transfers_per_capita", "thousand_kzt", 1, (_TRANSFERS, _PEOPLE), change="relative",
        latest=True, history=True, row=(BUDGET, 3)),
    Measure(
        "expenditure_per_capita", "thousand_kzt", 1, (_SPENT, _PASSED_ON, _PEOPLE),
        change="relative", latest=True, history=True, row=(BUDGET, 4)),
    Measure("budget_taxes", "bn_kzt", 1, (_TAXES,), scope="dated", sense="good"),
    Measure("budget_transfers", "bn_kzt", 1, (_TRANSFERS,), scope="dated"),
    Measure("budget_subventions", "bn_kzt", 1, (_SUBVENTIONS,), scope="dated"),
    Measure(
        "subventions_per_capita", "thousand_kzt", 1, (_SUBVENTIONS, _PEOPLE), scope="dated"),
    Measure("budget_withdrawals", "bn_kzt", 1, (_PASSED_ON,), scope="dated"),
    Measure("withdrawals_per_capita", "thousand_kzt", 1, (_PASSED_ON, _PEOPLE), scope="dated"),
    Measure("budget_expenditure", "bn_kzt", 1, (_SPENT,), scope="dated"),
    Measure(
        "first_figure_revision", "percent", 1, (Input("grp", first=True), _GRP), scope="dated",
        signed=True),
)

_GRP_SO_FAR, _BEFORE_NOW = Input("grp_year_to_date"), (-1, 0)
_ITEM = "local_budget_year_to_date"
_TAXES_NOW, _TRANSFERS_NOW = Input(_ITEM, item="taxes"), Input(_ITEM, item="transfers_received")
_SO_FAR = (
    Measure(
        "volume_so_far", "percent", 1, (Input("grp_volume_index_year_to_date"),),
        scope="so_far", sense="good", named=("nation",)),
    Measure("grp_so_far", "bn_kzt", 1, (_GRP_SO_FAR,), scope="so_far", sense="good"),
    Measure(
        "grp_change_so_far", "percent", 1, (Input("grp_year_to_date", years=_BEFORE_NOW),),
        scope="so_far", signed=True),
    Measure("taxes_so_far", "bn_kzt", 1, (_TAXES_NOW,), scope="so_far", sense="good"),
    Measure("transfers_so_far", "bn_kzt", 1, (_TRANSFERS_NOW,), scope="so_far"),
    Measure(
        "transfer_share_so_far", "percent", 1, (_TRANSFERS_NOW, _TAXES_NOW), scope="so_far"),
    Measure(
        "taxes_change_so_far", "percent", 1, (Input(_ITEM, years=_BEFORE_NOW, item="taxes"),),
        scope="so_far", signed=True),
)
"""Measures of the months of a year that is not over, which are never taken for the year."""

# fmt: on

CATALOGUE = (
    *_OUTPUT,
    *_STRUCTURE,
    *_LABOUR,
    *_DATED,
    *_SECTION,
    *_DRIVER,
    *_SHIFT,
    *_PRODUCTIVITY,
    *_PHASE,
    *_BUDGET,
    *_SO_FAR,
)
"""Every measure, in the order of the facts of a brief."""

MEASURE: Mapping[str, Measure] = MappingProxyType({each.name: each for each in CATALOGUE})

_OVER_YEARS = re.compile(r"(?P<family>[a-z]+)_\d{4}_\d{4}", re.ASCII)
"""Name of a fact of a phase: its measure, the year before the phase, and its last year."""


def measure_of(name: str) -> Measure:
    """Return the measure of a fact: ``growth_2014_2016`` is of the measure ``growth_phase``.

    Raises
    ------
    KeyError
        If the catalogue has no such measure.
    """
    phase = _OVER_YEARS.fullmatch(name)
    return MEASURE[f"{phase['family']}_phase" if phase else name]


def of_scope(scope: Scope) -> tuple[Measure, ...]:
    """List the measures of a scope, in the order of the catalogue."""
    return tuple(each for each in CATALOGUE if each.scope == scope)


def names_where(holds: Callable[[Measure], bool]) -> frozenset[str]:
    """Name the measures of which something holds."""
    return frozenset(each.name for each in CATALOGUE if holds(each))


YEARLY = of_scope("year")
"""Measures of the reference year, with their history."""

IN_BUDGET = names_where(lambda each: each.row is not None and each.row[0] == BUDGET)
"""Measures of the table of local budgets, which a title of the other table does not count."""

NOT_NATIONAL = names_where(lambda each: each.nation == "none")
"""Measures that have no meaning for the nation itself."""

LEAGUE = names_where(lambda each: each.league)
"""Measures of the table of regions."""

NOT_PRINTED = names_where(lambda each: each.printed == "never")
"""Measures that no brief prints."""

IN_TABLES = names_where(lambda each: each.printed == "table" and each.scope in ("year", "dated"))
"""Measures that a table of changes may name; changes of the others are counted."""


PLAIN_NAMES: Mapping[str, str] = MappingProxyType(
    {
        PER_CAPITA: "plain.grp_per_capita",
        GROWTH: "plain.real_growth",
        INVESTMENT: "plain.investment_to_grp",
        UNEMPLOYMENT: "plain.unemployment_rate",
        "average_wage": "plain.average_wage",
        "employment_growth": "plain.employment_growth",
        "transfer_share": "plain.transfer_share",
    }
)
"""Messages with the names of measures as a first page says them: short, with a capital letter."""


def plain_name(measure: str) -> str:
    """Return the message with the plain name of a measure, that of its name where it has none."""
    return PLAIN_NAMES.get(measure, f"measure.{measure}")


def needed_texts() -> tuple[str, ...]:
    """List the messages that the measures need in every language, each once, in order."""
    return tuple(sorted({key for measure in CATALOGUE for key in measure.texts}))


def rows_by_group() -> Mapping[str, tuple[str, ...]]:
    """List the names of the measures of the table of indicators, by heading, in their order."""
    rows = [(*each.row, each.name) for each in CATALOGUE if each.row]
    found: dict[str, tuple[str, ...]] = {group: () for group, _, _ in rows}
    for group, _, name in sorted(rows):
        found[group] += (name,)
    return found


def headlines() -> tuple[str, ...]:
    """Name the measures of which a title may say that a region is first or last, in weight."""
    weighed = (each for each in CATALOGUE if each.headline)
    return tuple(each.name for each in sorted(weighed, key=lambda each: each.headline))
