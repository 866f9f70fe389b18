"""The claim that splits real output per head into productivity and employment: licence L2."""

from dataclasses import asdict

from generator.dataset.panel import Panel
from generator.findings.claims import Claim, Number, Slot, Year
from generator.findings.measuring.accounts.productivity import SPAN, per_head
from generator.findings.measuring.indicators import Indicators


def split(panel: Panel, ind: Indicators, subject: str) -> tuple[Claim, ...]:
    """State the change of real output per head and its two factors; nothing where it is not split.

    The three changes stand together, so that none is told without the others.
    """
    found = per_head(panel, ind, subject)
    if found is None:
        return ()
    slots: dict[str, Slot] = {
        "y0": Year(ind.year - SPAN),
        "y1": Year(ind.year),
        "v": Number(found.output_per_head, 1, "percent_signed"),
        "v0": Number(found.output_per_employed, 1, "percent_signed"),
        "v1": Number(found.employed_per_head, 1, "percent_signed"),
    }
    return (Claim("per_head.split", "L2", slots, evidence=asdict(found)),)
