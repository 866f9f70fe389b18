"""What is there of a year that is still to come, table by table, in words."""

from collections.abc import Iterator

from generator.classifications.regions import NATION
from generator.dataset.panel import Panel
from generator.dataset.year_coverage import TableCoverage, newest_whole_year, year_coverage
from generator.findings.claims import Count, Listing, RegionSlot, Slot, TextSlot, Verbatim, Year
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


def coming_years(panel: Panel, language: Language) -> Iterator[str]:
    """Say of every year after the newest whole one which figures are there, and which lack."""
    newest = newest_whole_year(panel)
    years = sorted({int(year) for year in panel.observations["year"].unique()})
    for year in [each for each in years if newest is not None and each > newest]:
        covered = year_coverage(panel, year)
        if all(each.empty for each in covered):
            continue
        yield language.say("cli.status.year", year=Year(year))
        yield from (f"  {covered_line(each, language)}" for each in covered)
        yield language.say("cli.status.template", year=Verbatim(str(year)))
