"""Facts: one number each, chosen once, with all that a reader may ask about it.

A fact knows what it measures, for whom, in which unit and reference period, from which vintage
and sources, and with what status. It knows no language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity that the briefs report, by the name of the method page.

    Parameters
    ----------
    name
        Code name, e.g. ``grp_per_capita``.
    unit
        ``thousand_kzt``, ``bn_kzt``, ``percent``, ``percentage_points``, ``nats``, ``index``,
        ``ratio``, ``thousand_people``, ``log_points``, ``units`` or ``per_100k``.
    decimals
        Decimals with which the value is printed everywhere.
    change
        How a change on the previous year is stated: ``relative`` (per cent), ``points``
        (percentage points), ``absolute`` (in the measure's own unit), or empty for never.
    signed
        Whether a plus sign is printed.
    tables
        Input tables the value is made of.
    latest
        Whether the newest year that all regions have is shown, with that year in its unit line,
        where the reference year has no figures.
    """

    name: str
    unit: str
    decimals: int
    change: str = ""
    signed: bool = False
    tables: tuple[str, ...] = ()
    latest: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One number about one subject.

    ``value`` is ``None`` when there is none; ``reason`` then says why: ``no_data`` (nothing was
    published), ``borders`` (the region's borders changed, so the comparison is impossible),
    ``undefined`` (the formula has no value here). ``status`` is ``computed`` for values derived
    from published figures, or the status of the published figure itself (``published``,
    ``preliminary``, ``quoted`` …). ``rank`` counts from the largest of the ``of`` regions that
    have a value. ``national`` is the nation's value of the same measure.
    """

    subject: str
    measure: str
    value: float | None
    unit: str
    decimals: int
    period: int
    vintage: str
    status: str
    sources: tuple[str, ...]
    industry: str = ""
    reason: str = ""
    rank: int | None = None
    tied: int = 1
    of: int | None = None
    national: float | None = None
    change: float | None = None
    change_kind: str = ""
    remark: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the fact as plain values; floats keep 12 significant digits."""
        return {name: _plain(getattr(self, name)) for name in _FIELDS}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "Fact":
        """Read a fact that was written as plain values, perhaps by an older version.

        Raises
        ------
        TypeError
            If something is missing that every fact has.
        """
        known = {each.name for each in fields(cls)}
        kept = {key: value for key, value in content.items() if key in known}
        return cls(**{**kept, "sources": tuple(content.get("sources", ()))})


_FIELDS = tuple(each.name for each in fields(Fact))


def _plain(value: object) -> object:
    if isinstance(value, float):
        return float(f"{value:.12g}")
    if isinstance(value, tuple):
        return list(value)
    return value


MEASURES: tuple[Measure, ...] = (
    Measure(
        "grp_per_capita",
        "thousand_kzt",
        1,
        "relative",
        tables=("grp", "average_population", "grp_per_capita"),
    ),
    Measure("ratio_to_nation", "ratio", 2, "absolute", tables=("grp", "average_population")),
    Measure("grp", "bn_kzt", 1, "", tables=("grp",)),
    Measure("share_of_gdp", "percent", 1, "points", tables=("grp", "grp_share")),
    Measure("real_growth", "percent", 1, "points", signed=True, tables=("grp_volume_index",)),
    Measure("average_growth", "percent", 1, "", signed=True, tables=("grp_volume_index",)),
    Measure(
        "contribution_pp",
        "percentage_points",
        2,
        "",
        signed=True,
        tables=("grp", "grp_volume_index", "growth_contribution"),
    ),
    Measure("population", "thousand_people", 1, "relative", tables=("average_population",)),
    Measure("entropy_nat", "nats", 2, "absolute", tables=("gva_by_industry",)),
    Measure("uv_nat", "nats", 2, "absolute", tables=("gva_by_industry",)),
    Measure("rv_nat", "nats", 2, "absolute", tables=("gva_by_industry",)),
    Measure("hhi", "index", 3, "absolute", tables=("gva_by_industry",)),
    Measure("lq_var_pop", "index", 2, "absolute", tables=("gva_by_industry", "grp")),
    Measure("lq_var_weighted", "index", 2, "absolute", tables=("gva_by_industry",)),
    Measure("largest_share", "percent", 1, "points", tables=("gva_by_industry", "grp")),
    Measure(
        "investment_to_grp", "percent", 1, "points", tables=("fixed_capital_investment", "grp")
    ),
    Measure("unemployment_rate", "percent", 1, "points", tables=("unemployment_rate",)),
    Measure(
        "employment_growth", "percent", 1, "points", signed=True, tables=("employed_population",)
    ),
    Measure("average_wage", "thousand_kzt", 1, "relative", tables=("average_wage",), latest=True),
    Measure(
        "innovation_activity", "percent", 1, "points", tables=("innovation_activity",), latest=True
    ),
)
"""Measures of the reference year, with their history."""

_SCHOOLS = ("three_shift_schools", "average_population")
_ORGANISATIONS = ("organisations_opened", "organisations_liquidated")
_STOCK = ("organisations_registered_1_january", "organisations_increase")
_DISTRICTS = ("district_product", "district_income_per_capita", "district_population")

DATED: tuple[Measure, ...] = (
    Measure("three_shift_schools", "units", 0, tables=("three_shift_schools",)),
    Measure("three_shift_per_100k", "per_100k", 1, tables=_SCHOOLS),
    Measure("three_shift_per_100k_lo", "per_100k", 1, tables=_SCHOOLS),
    Measure("three_shift_per_100k_hi", "per_100k", 1, tables=_SCHOOLS),
    Measure("three_shift_share", "percent", 1, tables=("three_shift_schools", "general_schools")),
    Measure("local_roads_standard_share", "percent", 1, tables=("local_roads_standard_share",)),
    Measure("organisations_opened", "units", 0, tables=("organisations_opened",)),
    Measure("organisations_liquidated", "units", 0, tables=("organisations_liquidated",)),
    Measure("opened_per_liquidated", "ratio", 2, tables=_ORGANISATIONS),
    Measure("opened_per_liquidated_lo", "ratio", 2, tables=_ORGANISATIONS),
    Measure("opened_per_liquidated_hi", "ratio", 2, tables=_ORGANISATIONS),
    Measure("organisations_registered", "units", 0, tables=_STOCK[:1]),
    Measure("organisations_growth", "percent", 1, signed=True, tables=_STOCK),
    Measure("district_gap", "ratio", 1, tables=_DISTRICTS),
    Measure("district_cv", "percent", 1, tables=_DISTRICTS),
    Measure("district_coverage", "percent", 1, tables=_DISTRICTS),
    Measure("theil_within_share", "percent", 1, tables=_DISTRICTS),
)
"""Measures that few regions have: each fact is of a year of its own, which its sentence names."""

MEASURE = {measure.name: measure for measure in (*MEASURES, *DATED)}
