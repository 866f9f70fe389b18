"""Claims about investment and unemployment, next to the nation's: licences L1 and L2."""

from generator.classifications.regions import NATION
from generator.findings.claims import Claim, Number, Slot, Year
from generator.findings.indifference import compared
from generator.findings.measures import INVESTMENT, UNEMPLOYMENT
from generator.findings.measuring.indicators import Indicators

SHORT = {INVESTMENT: "invest", UNEMPLOYMENT: "unemployment"}
"""Beginnings of the keys, by measure."""


def investment(ind: Indicators, subject: str) -> Claim | None:
    """Compare investment, as a share of GRP, with the nation's."""
    found = _beside(ind, INVESTMENT, subject)
    return Claim(f"invest.{found[0]}", "L1", found[1]) if found else None


def unemployment(ind: Indicators, subject: str) -> Claim | None:
    """Compare the unemployment rate with the nation's."""
    found = _beside(ind, UNEMPLOYMENT, subject)
    return Claim(f"unemployment.{found[0]}", "L1", found[1]) if found else None


def investment_head(ind: Indicators, subject: str) -> Claim | None:
    """Say in a few words whether investment is above, below or about the nation's."""
    return _head(ind, INVESTMENT, subject)


def unemployment_head(ind: Indicators, subject: str) -> Claim | None:
    """Say in a few words whether unemployment is above, below or about the nation's."""
    return _head(ind, UNEMPLOYMENT, subject)


def _head(ind: Indicators, measure: str, subject: str) -> Claim | None:
    """Name the side of the nation; where there is none, the two values that are so near."""
    found = _beside(ind, measure, subject)
    if found is None:
        return None
    way, slots = found
    near = {name: slots[name] for name in ("v", "u")} if way == "same" else {}
    return Claim(f"{SHORT[measure]}.head_{way}", "L1", near)


def investment_path(ind: Indicators, subject: str) -> Claim | None:
    """State investment at the start and the end of the region's series."""
    return _path("invest.path", ind, INVESTMENT, subject)


def unemployment_path(ind: Indicators, subject: str) -> Claim | None:
    """State unemployment at the start and the end of the region's series."""
    return _path("unemployment.path", ind, UNEMPLOYMENT, subject)


def investment_change(ind: Indicators, subject: str) -> Claim | None:
    """State investment then and now, below a head that names it, beside the nation's."""
    return _trajectory(ind, INVESTMENT, subject) or investment(ind, subject)


def unemployment_change(ind: Indicators, subject: str) -> Claim | None:
    """State unemployment then and now, below a head that names it, beside the nation's."""
    return _trajectory(ind, UNEMPLOYMENT, subject) or unemployment(ind, subject)


def _trajectory(ind: Indicators, measure: str, subject: str) -> Claim | None:
    """State the first value of a series, the one of the year, and the nation's."""
    found, series = _beside(ind, measure, subject), ind.series(measure, subject)
    if found is None or min(series, default=ind.year) == ind.year:
        return None
    first = min(series)
    start: dict[str, Slot] = {"y0": Year(first), "v0": Number(series[first], 1, "percent")}
    return Claim(f"{SHORT[measure]}.course", "L2", {**start, **found[1]})


def _beside(ind: Indicators, measure: str, subject: str) -> tuple[str, dict[str, Slot]] | None:
    """Side of the nation that a value is on, and the two values with their year."""
    own, nation = ind.value(measure, subject), ind.value(measure, NATION)
    if own is None or nation is None:
        return None
    slots: dict[str, Slot] = {
        "v": Number(own, 1, "percent"),
        "u": Number(nation, 1, "percent"),
        "year": Year(ind.year),
    }
    return ("same", "above", "below")[compared(measure, own, nation)], slots


def _path(key: str, ind: Indicators, measure: str, subject: str) -> Claim | None:
    series = ind.series(measure, subject)
    if len(series) < 2:
        return None
    first, last = min(series), max(series)
    slots: dict[str, Slot] = {
        "v0": Number(series[first], 1, "percent"),
        "v1": Number(series[last], 1, "percent"),
        "y0": Year(first),
        "y1": Year(last),
    }
    return Claim(key, "L2", slots)
