"""Print the same months of three years beside each other, every cell a finished string."""

from dataclasses import dataclass

from generator.findings.brief import Brief
from generator.findings.claims import Slot, TextSlot
from generator.findings.measures import MEASURE
from generator.findings.measuring.public_finance.year_so_far import (
    SHARE_SO_FAR,
    TAXES_SO_FAR,
    TRANSFERS_SO_FAR,
    UNTIL,
)
from generator.presentation.localisation.language import Language

ROWS = {
    TAXES_SO_FAR: "key.taxes",
    TRANSFERS_SO_FAR: "key.transfers",
    SHARE_SO_FAR: "th.transfer_share",
}
"""Rows of the table, with the messages that name them."""


@dataclass(frozen=True, slots=True)
class SoFarRow:
    """One quantity in the same months of each year."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SoFarTable:
    """The same months of some years: the months in words, the years, a row for each quantity."""

    months: Slot
    years: tuple[str, ...]
    rows: tuple[SoFarRow, ...]


def so_far_table(brief: Brief, language: Language) -> SoFarTable | None:
    """Print local taxes and transfers of the year so far; ``None`` where it is not known."""
    facts = {(each.measure, each.period): each for each in brief.facts if each.measure in ROWS}
    if not facts:
        return None
    years = sorted({period for _, period in facts})
    rows = []
    for measure, key in ROWS.items():
        found = [facts.get((measure, year)) for year in years]
        decimals = MEASURE[measure].decimals
        cells = [language.number(each.value if each else None, decimals) for each in found]
        rows.append(SoFarRow(language.say(key), tuple(cells)))
    months = max(each.months for each in facts.values())
    return SoFarTable(TextSlot(UNTIL[months - 1]), tuple(map(str, years)), tuple(rows))
