"""The passport of a number: which input figures it is made of, and what it was before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from generator.classifications.regions import NATION
from generator.dataset.panel import Observation, Panel
from generator.dataset.schema import BY_NAME
from generator.findings.facts import MEASURE, Fact
from generator.findings.measuring.frame_cells import known
from generator.findings.measuring.indicators import AVERAGE_SPAN, FIRST_YEAR, PUBLISHED


@dataclass(frozen=True, slots=True)
class Need:
    """Figures of one table that a measure is made of.

    ``years`` are counted from the reference year (−1 is the year before), ``nation`` says whether
    the nation's figure is needed beside the subject's own, ``sections`` whether every section is.
    """

    table: str
    years: tuple[int, ...] = (0,)
    nation: bool = False
    sections: bool = False


_STRUCTURE = (Need("gva_by_industry", sections=True),)
_QUOTIENTS = (
    Need("gva_by_industry", nation=True, sections=True),
    Need("grp", nation=True),
)

NEEDS: Mapping[str, tuple[Need, ...]] = {
    "ratio_to_nation": (Need("grp", nation=True), Need("average_population", nation=True)),
    "grp_per_capita": (Need("grp"), Need("average_population")),
    "share_of_gdp": (Need("grp", nation=True),),
    "average_growth": (Need("grp_volume_index", tuple(range(1 - AVERAGE_SPAN, 1))),),
    "contribution_pp": (Need("grp", (-1,), nation=True), Need("grp_volume_index")),
    "entropy_nat": _STRUCTURE,
    "uv_nat": _STRUCTURE,
    "rv_nat": _STRUCTURE,
    "hhi": _STRUCTURE,
    "lq_var_pop": _QUOTIENTS,
    "lq_var_weighted": (Need("gva_by_industry", nation=True, sections=True),),
    "largest_share": (Need("gva_by_industry", sections=True), Need("grp")),
    "employment_growth": (Need("employed_population", (-1, 0)),),
    "three_shift_share": (Need("three_shift_schools"), Need("general_schools", (-1, 0))),
    "organisations_registered": (Need("organisations_registered_1_january"),),
    "organisations_growth": (
        Need("organisations_registered_1_january", (0, 1)),
        Need("organisations_increase"),
    ),
    "gva": (Need("gva_by_industry"),),
    "share_in_grp": (Need("gva_by_industry"), Need("grp")),
    "location_quotient": (Need("gva_by_industry", nation=True), Need("grp", nation=True)),
}
"""Figures behind each measure; a measure not named here is made of its tables' own cells."""


_OVER_PHASES = ("growth_20", "resistance_20", "recovery_20", "trend_growth")
"""Beginnings of the names of measures of the course of output, each with one formula."""

_TRAJECTORY = (*_OVER_PHASES[:-1], "trend_")
"""Beginnings of the names of all measures of the course of output."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the same number was in an earlier vintage; ``None`` where it had no value."""

    vintage: str
    value: float | None
    rank: int | None
    of: int | None
    status: str


@dataclass(frozen=True, slots=True)
class Passport:
    """One number with all that stands behind it.

    ``inputs`` are the figures of the deliveries that it is computed from, or, where it is printed
    as published, that figure; ``earlier`` its values in earlier vintages, oldest first.
    """

    fact: Fact
    inputs: tuple[Observation, ...]
    earlier: tuple[Earlier, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the passport as plain values; a missing input value is null."""
        inputs = [{**asdict(each), "value": known(each.value)} for each in self.inputs]
        return {
            "fact": self.fact.as_json(),
            "inputs": inputs,
            "earlier": [asdict(each) for each in self.earlier],
        }


def passport(panel: Panel, fact: Fact, earlier: Sequence[Fact]) -> Passport:
    """Gather what stands behind a fact.

    Parameters
    ----------
    panel
        The figures of the fact's vintage.
    fact
        The fact to explain.
    earlier
        The same fact in earlier vintages, oldest first.
    """
    before = tuple(
        Earlier(each.vintage, each.value, each.rank, each.of, each.status) for each in earlier
    )
    return Passport(fact, tuple(_inputs(panel, fact)), before)


def _inputs(panel: Panel, fact: Fact) -> Iterator[Observation]:
    known = MEASURE.get(fact.measure)
    needs = NEEDS.get(fact.measure) or tuple(map(Need, known.tables if known else ()))
    if known is None and fact.measure.startswith(_TRAJECTORY):
        needs = _trajectory_needs(fact)
    if fact.status not in ("computed", "missing") and fact.measure in PUBLISHED:
        needs = (Need(PUBLISHED[fact.measure]),)
    for need in needs:
        for region in _regions(panel, fact, need):
            for year in need.years:
                yield from _cells(panel, need, (region, fact.period + year), fact.industry)


def _cells(
    panel: Panel, need: Need, cell: tuple[str, int], industry: str
) -> Iterator[Observation]:
    """Find the figures of one region and year: of every district, every section, or one."""
    region, year = cell
    table = BY_NAME[need.table]
    areas = [each.code for each in panel.districts if each.region == region]
    codes = [""]
    if table.has_industry and (need.sections or industry):
        codes = [
            each.code
            for each in panel.industries
            if need.sections or industry in (each.code, each.counted_with)
        ]
    for area in areas if table.has_district else [region]:
        for code in codes:
            found = panel.observation(need.table, area, year, code)
            if found is not None:
                yield found


def _regions(panel: Panel, fact: Fact, need: Need) -> tuple[str, ...]:
    """Regions whose figures are needed: those of the unit, for the course of output."""
    own: tuple[str, ...] = (fact.subject,)
    if fact.measure not in MEASURE and need.table == "grp_volume_index":
        units = panel.regions.constant_units(FIRST_YEAR).values()
        own = next((members for members in units if fact.subject in members), own)
    return tuple(dict.fromkeys((*own, NATION) if need.nation else own))


def _trajectory_needs(fact: Fact) -> tuple[Need, ...]:
    """Volume indices that a growth over several years is chained from."""
    years = [int(part) for part in fact.measure.split("_") if part.isdigit()]
    first, last = years if len(years) == 2 else (FIRST_YEAR, fact.period)
    span = tuple(range(first + 1 - fact.period, last + 1 - fact.period))
    compared = not fact.measure.startswith(("growth", "trend"))
    index = Need("grp_volume_index", span, nation=compared)
    if fact.measure.startswith("trend"):
        return index, Need("average_population", (span[0] - 1, *span))
    return (index,)


def formula_key(measure: str) -> str:
    """Name the message that holds a measure's formula; measures over a phase share theirs."""
    family = next((each for each in _OVER_PHASES if measure.startswith(each)), None)
    return f"formula.{family or measure}"
