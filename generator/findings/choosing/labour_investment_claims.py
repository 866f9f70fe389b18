"""Claims about investment and unemployment, next to the nation's: licences L1 and L22."""

from generator.classifications.regions import NATION
from generator.findings.choosing.path_claims import series_claim
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
    """Name the side of the nation; the values stand in the sentence or the chart below."""
    found = _beside(ind, measure, subject)
    return Claim(f"{SHORT[measure]}.head_{found[0]}", "L1") if found else None


def investment_path(ind: Indicators, subject: str) -> Claim | None:
    """Tell the path of investment, as a share of GRP (L22)."""
    return series_claim(INVESTMENT, ind.series(INVESTMENT, subject))


def unemployment_path(ind: Indicators, subject: str) -> Claim | None:
    """Tell the path of the unemployment rate (L22)."""
    return series_claim(UNEMPLOYMENT, ind.series(UNEMPLOYMENT, subject))


def investment_title(ind: Indicators, subject: str) -> Claim | None:
    """Tell the path, or of a single year the side of the nation."""
    return investment_path(ind, subject) or investment_head(ind, subject)


def unemployment_title(ind: Indicators, subject: str) -> Claim | None:
    """Tell the path, or of a single year the side of the nation."""
    return unemployment_path(ind, subject) or unemployment_head(ind, subject)


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
