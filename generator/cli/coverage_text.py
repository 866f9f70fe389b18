"""What is there of a table that a reference year needs, in words."""

from generator.classifications.regions import NATION
from generator.dataset.year_coverage import TableCoverage
from generator.findings.claims import Count, Listing, RegionSlot, Slot, TextSlot
from generator.presentation.localisation.language import Language


def covered_line(each: TableCoverage, language: Language) -> str:
    """Say of one table that it is whole, empty, or which regions it lacks."""
    slots: dict[str, Slot] = {
        "indicator": TextSlot(f"table.{each.table}"),
        "k": Count(each.regions - len([code for code in each.lacking if code != NATION])),
        "n_regions": Count(each.regions),
        "items": Listing(tuple(RegionSlot(code) for code in each.lacking), ordered=True),
    }
    if not each.lacking:
        return language.say("cli.status.table_whole", **slots)
    key = "cli.status.table_none" if each.empty else "cli.status.table_partly"
    return language.say(key, **slots)
