"""The claim that splits growth of the year beside the nation's (shift-share): licence L4."""

from dataclasses import asdict

from generator.findings.claims import Claim, Number, Slot, Year
from generator.findings.measures import GROWTH
from generator.findings.measuring.accounts.growth_shift import growth_shift
from generator.findings.measuring.indicators import Indicators


def parts(ind: Indicators, subject: str) -> tuple[Claim, ...]:
    """State growth of the region and its four parts; nothing where it is not split."""
    found, growth = growth_shift(ind, subject), ind.value(GROWTH, subject)
    if found is None or growth is None:
        return ()
    slots: dict[str, Slot] = {
        "year": Year(ind.year),
        "v": Number(growth, 1, "percent_signed"),
        "u": Number(found.national, 1, "signed"),
        "pp_signed": Number(found.mix, 2, "signed"),
        "pp0_signed": Number(found.regional, 2, "signed"),
        "v0": Number(found.rest, 2, "signed"),
    }
    return (Claim("shift.parts", "L4", slots, evidence=asdict(found)),)
