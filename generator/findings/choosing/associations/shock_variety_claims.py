"""Claims about growth in shocks beside diversification before them: licence L18, always hedged."""

from generator.economics.estimation.ols import PartialSlope
from generator.findings.claims import Claim, Count, Interval, Number, Probability, Slot, Year
from generator.findings.licences import FEWEST_UNITS, LEVEL
from generator.findings.measuring.associations.shock_variety import ShockVariety, newest_shocks


def title(found: tuple[ShockVariety, ...]) -> Claim | None:
    """Count the shocks in which growth was higher where diversification had been higher."""
    told = newest_shocks(found)
    if not told:
        return None
    counted: dict[str, Slot] = {
        "k": Count(sum(direction(each) == "same" for each in told)),
        "n_all": Count(len(told)),
    }
    if counted["k"] == Count(0):
        return Claim("t.shock_variety_none", "L18")
    return Claim("t.shock_variety", "L18", counted)


def direction(found: ShockVariety) -> str:
    """Return ``same``, ``opposite`` or ``unclear`` order of growth and diversification.

    A direction needs 15 units, an interval without zero, and its sign with any one left out.
    """
    ranks = found.ranks
    apart = ranks.low > 0 or ranks.high < 0
    steady = min(found.left_out) * max(found.left_out) > 0
    if ranks.n < FEWEST_UNITS or not apart or not steady:
        return "unclear"
    return "same" if ranks.value > 0 else "opposite"


def lede(found: tuple[ShockVariety, ...]) -> tuple[Claim, ...]:
    """Say shock by shock, the newest first, how growth and diversification went together."""
    claims = []
    for each in reversed(newest_shocks(found)):
        claims.append(_ordered(each))
        if direction(each) != "unclear" and each.beside_mining is not None:
            claims.append(_beside_mining(each.beside_mining))
    return (*claims, Claim("shock_variety.hedge", "L18")) if claims else ()


def chart_title(found: ShockVariety) -> Claim:
    """Say in a few words what the chart of one shock shows."""
    key = f"t.shock_order_{direction(found)}"
    return Claim(key, "L18", _years(found), evidence=_evidence(found))


def _ordered(found: ShockVariety) -> Claim:
    slots: dict[str, Slot] = {
        **_years(found),
        "v": Number(found.ranks.value, 2),
        "ci": Interval(found.ranks.low, found.ranks.high, 2),
        "n_units": Count(found.ranks.n),
    }
    key = f"shock_variety.{direction(found)}"
    return Claim(key, "L18", slots, evidence=_evidence(found))


def _beside_mining(slope: PartialSlope) -> Claim:
    """Say whether diversification is told apart with the share of mining beside it."""
    slots: dict[str, Slot] = {
        "diff": Number(slope.slope, 1, "signed"),
        "p_text": Probability(slope.p),
    }
    evidence = {"slope": slope.slope, "se": slope.se, "p": slope.p}
    key = "shock_variety.mining_apart" if slope.p < LEVEL else "shock_variety.mining"
    return Claim(key, "L13", slots, evidence=evidence)


def _years(found: ShockVariety) -> dict[str, Slot]:
    return {"y0": Year(found.window.first), "y1": Year(found.window.last)}


def _evidence(found: ShockVariety) -> dict[str, float]:
    told = {"rho": found.ranks.value, "p": found.ranks.p, "n": float(found.ranks.n)}
    low, high = found.left_out
    return told | {"left_out_min": low, "left_out_max": high}
