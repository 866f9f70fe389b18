"""Claims about output per head beside living conditions: rank correlations, licence L18."""

from generator.findings.claims import Claim, Count, Interval, Number, Slot, TextSlot, Year
from generator.findings.measuring.associations.living_conditions import LivingCondition


def title(found: tuple[LivingCondition, ...]) -> Claim | None:
    """Count the indicators that rank the regions as output per head does, or not; all of them."""
    if not found:
        return None
    slots: dict[str, Slot] = {
        "k": Count(sum(direction(each) != "unclear" for each in found)),
        "n_all": Count(len(found)),
    }
    return Claim("t.living" if slots["k"] != Count(0) else "t.living_none", "L18", slots)


def direction(found: LivingCondition) -> str:
    """Return ``same``, ``opposite`` or ``unclear`` order; clear if the interval excludes 0."""
    if found.ranks.low <= 0 <= found.ranks.high:
        return "unclear"
    return "same" if found.ranks.value > 0 else "opposite"


def sentences(found: tuple[LivingCondition, ...], *, schools: bool) -> tuple[Claim, ...]:
    """State every rank correlation with its year, and that none of them tells a cause.

    Where too few regions have a figure on schools in three shifts to correlate, that is said.
    """
    if not found:
        return ()
    told = tuple(_correlated(each) for each in found)
    lacking = () if schools else (Claim("living.no_schools", "note"),)
    return (*told, Claim("living.hedge", "L18"), *lacking)


def _correlated(found: LivingCondition) -> Claim:
    slots: dict[str, Slot] = {
        "indicator": TextSlot(f"condition.{found.table}"),
        "year": Year(found.year),
        "v": Number(found.ranks.value, 2),
        "ci": Interval(found.ranks.low, found.ranks.high, 2),
        "n_regions": Count(found.ranks.n),
    }
    evidence = {"rho": found.ranks.value, "p": found.ranks.p, "n": float(found.ranks.n)}
    return Claim(f"living.{direction(found)}", "L18", slots, evidence=evidence)
