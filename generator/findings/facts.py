"""Facts: one number each, chosen once, with all that a reader may ask about it.

A fact knows what it measures, for whom, in which unit and reference period, from which vintage
and sources, and with what status. It knows no language.
"""

from dataclasses import asdict, dataclass
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
        ``ratio``, ``thousand_people`` or ``log_points``.
    decimals
        Decimals with which the value is printed everywhere.
    change
        How a change on the previous year is stated: ``relative`` (per cent), ``points``
        (percentage points), ``absolute`` (in the measure's own unit), or empty for never.
    signed
        Whether a plus sign is printed.
    tables
        Input tables the value is made of.
    """

    name: str
    unit: str
    decimals: int
    change: str = ""
    signed: bool = False
    tables: tuple[str, ...] = ()


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
        return {key: _plain(value) for key, value in asdict(self).items()}


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
)

MEASURE = {measure.name: measure for measure in MEASURES}
