"""The catalogue of measures: one row for every quantity that a brief reports.

Everything else that has to know about a measure follows from its row: how it is computed or taken
over, its passport, its history, its line in the table of indicators, its column in the table of
regions, what a title may say of it, what two briefs are compared by, and the texts that every
language must have.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from types import MappingProxyType
from typing import Literal

import pandas as pd

from generator.classifications.industries import OTHER_SERVICES
from generator.economics.indices.concentration import hhi, largest_share
from generator.economics.indices.specialisation import lq_variance, lq_variance_weighted
from generator.economics.indices.variety import entropy, related_variety, unrelated_variety

AVERAGE_SPAN = 4
"""Years over which average growth is taken: every region has an index for the last four."""

PER_CAPITA, GROWTH, CONTRIBUTION = "grp_per_capita", "real_growth", "contribution_pp"
REAL_CONTRIBUTION = "real_contribution"
DIVERSIFICATION, VARIANCE = "entropy_nat", "lq_var_weighted"
INVESTMENT, UNEMPLOYMENT = "investment_to_grp", "unemployment_rate"
"""Measures that sentences are written about: their names, for those who choose sentences."""

SECTIONS = ("sections",)
"""Industries of an input: all sections of the classification, each comparable over time."""

Scope = Literal["year", "dated", "section", "driver", "phase"]
Argument = Literal["shares", "groups", "national_shares", "quotients", "shares_in_output"]
Index = Callable[..., "pd.Series[float]"]


@dataclass(frozen=True, slots=True)
class Input:
    """Figures of one table that a measure is made of.

    ``years`` are counted from the year of the value (-1 is the year before); ``nation`` says
    whether the nation's figure is needed beside the subject's own; ``industries`` are the codes
    needed (`SECTIONS` stands for all sections), none being the whole economy.
    """

    table: str
    _: KW_ONLY
    years: tuple[int, ...] = (0,)
    nation: bool = False
    industries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity that the briefs report, by the name of the method page.

    Parameters
    ----------
    name
        Code name, e.g. ``grp_per_capita``.
    unit
        ``thousand_kzt``, ``bn_kzt``, ``percent``, ``percentage_points``, ``nats``, ``index``,
        ``ratio``, ``thousand_people``, ``units`` or ``per_100k``.
    decimals
        Decimals with which the value is printed everywhere.
    inputs
        Figures that the value is made of; at least one.
    scope
        ``year``: a measure of the reference year, of every region and with its history;
        ``dated``: known for few regions, each fact of a year of its own, which its sentence
        names; ``section``: one fact an industry; ``driver``: one fact an industry that has a
        volume index, or one that sums them up; ``phase``: real output on constant borders.
    sense
        Whether more of it is ``good``, ``bad`` or ``neutral``.
    change
        How a change on the previous year is stated: ``relative`` (per cent), ``points``
        (percentage points), ``absolute`` (in the measure's own unit), or empty for never.
    signed
        Whether a plus sign is printed.
    index, arguments
        Index of structure that computes it, and what it is given, in order: ``shares`` of the
        industries of its input, ``groups`` of the sections, ``national_shares``, location
        ``quotients``, ``shares_in_output`` (of GRP). ``None`` for what `indicators` computes.
    divisor
        Where the value is the only input as delivered: what it is divided by for its unit.
    published
        Table from which the value is taken where the inputs are not in the vintage.
    latest
        Whether the newest year that all regions have is shown, with that year in its unit line,
        where the reference year has no figures.
    history
        Whether a brief keeps the series of the subject and of the nation.
    row
        Heading in the table of indicators, and the place below it; ``None`` without a row there.
    nation
        What the nation's value is: one of its ``own``, the ``sum`` of the regions' (it has no
        place among them), ``trivial`` (says nothing) or ``none`` (no meaning).
    named
        Where values of other regions stand under their names, or in pairs: in briefs of a
        ``region``, of the ``nation``, for structural ``peers``. Elsewhere they are equal dots.
    headline
        Weight in the title that tells where a region is first or last (1 first); 0 = never, as
        for measures of which more is neither good nor bad.
    league
        Whether it is a column of the table of regions.
    printed
        Where a brief prints it: in a ``table`` that a correction may name, only in a
        ``sentence``, or ``never``.
    short_name, national_name
        Whether it has a shorter name for its row, and another name in the nation's brief.
    formula_of
        Measure whose formula it shares; empty for its own.
    band, relative_band
        Difference up to which two values count as about the same, in the measure's own unit or as
        a part of the value compared with; never less than two rounding steps.
    """

    name: str
    unit: str
    decimals: int
    inputs: tuple[Input, ...]
    _: KW_ONLY
    scope: Scope = "year"
    sense: Literal["good", "bad", "neutral"] = "neutral"
    change: Literal["relative", "points", "absolute", ""] = ""
    signed: bool = False
    index: Index | None = None
    arguments: tuple[Argument, ...] = ("shares",)
    divisor: float = 0.0
    published: str = ""
    latest: bool = False
    history: bool = False
    row: tuple[str, int] | None = None
    nation: Literal["own", "sum", "trivial", "none"] = "own"
    named: tuple[Literal["region", "nation", "peers"], ...] = ()
    headline: int = 0
    league: bool = False
    printed: Literal["table", "sentence", "never"] = "table"
    short_name: bool = False
    national_name: bool = False
    formula_of: str = ""
    band: float = 0.0
    relative_band: float = 0.0

    @property
    def tables(self) -> tuple[str, ...]:
        """Input tables that the value may be made of or taken from, each once."""
        published = (self.published,) if self.published else ()
        return tuple(dict.fromkeys((*(each.table for each in self.inputs), *published)))

    def taken_over(self, status: str) -> bool:
        """Whether a value with this status is the published one, its inputs not being there."""
        return bool(self.published) and status not in ("computed", "missing")

    def behind(self, status: str) -> tuple[str, ...]:
        """Return the input tables that a value with this status rests on, each once."""
        taken = (self.published,) if self.taken_over(status) else ()
        return taken or tuple(dict.fromkeys(each.table for each in self.inputs))

    @property
    def formula_key(self) -> str:
        """Message that holds its formula in words."""
        return f"formula.{self.formula_of or self.name}"

    @property
    def unit_key(self) -> str:
        """Message that holds its unit: a line of its own, or the unit in short."""
        own = self.scope in ("year", "section", "driver")
        return f"unit.{self.name}" if own else f"short_unit.{self.unit}"

    @property
    def texts(self) -> tuple[str, ...]:
        """Messages that every language must have."""
        keys = [f"measure.{self.name}", self.formula_key, self.unit_key]
        keys += [f"by.{self.name}"] if self.headline else []
        keys += [f"row.{self.name}"] if self.short_name else []
        keys += [f"nation.{self.name}"] if self.national_name else []
        keys += [f"group.{self.row[0]}"] if self.row else []
        return (*keys, *(f"table.{table}" for table in self.tables))


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
    Measure("grp", "bn_kzt", 1, (_GRP,), sense="good", printed="never"),
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
        signed=True, sense="good"),
    Measure("section_volume", "percent", 1, (_VOLUME,), scope="driver", signed=True, sense="good"),
    Measure("section_prices", "percent", 1, (_VOLUME, _BOTH_YEARS), scope="driver", signed=True),
    Measure(
        "real_contribution_residual", "percentage_points", 2, (_INDEX, _WITH_INDEX, _ALL_BEFORE),
        scope="driver", signed=True),
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

# fmt: on

CATALOGUE = (*_OUTPUT, *_STRUCTURE, *_LABOUR, *_DATED, *_SECTION, *_DRIVER, *_PHASE)
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

NOT_NATIONAL = names_where(lambda each: each.nation == "none")
"""Measures that have no meaning for the nation itself."""

LEAGUE = names_where(lambda each: each.league)
"""Measures of the table of regions."""

NOT_PRINTED = names_where(lambda each: each.printed == "never")
"""Measures that no brief prints."""

IN_TABLES = names_where(lambda each: each.printed == "table" and each.scope in ("year", "dated"))
"""Measures that a table of changes may name; changes of the others are counted."""


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
