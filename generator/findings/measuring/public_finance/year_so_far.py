"""The year after the reference year, as far as it is known, and how far first figures moved."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.classifications.regions import NATION
from generator.dataset.cumulative.year_to_date import JanuaryTo, YearToDate
from generator.dataset.panel import Observation, Panel
from generator.findings.facts import Fact
from generator.findings.measures import MEASURE

OUTPUT, VOLUME = "grp_year_to_date", "grp_volume_index_year_to_date"
BUDGETS = "local_budget_year_to_date"
TAXES, TRANSFERS = "taxes", "transfers_received"

UNTIL = (
    "until.january",
    "until.february",
    "until.march",
    "until.april",
    "until.may",
    "until.june",
    "until.july",
    "until.august",
    "until.september",
    "until.october",
    "until.november",
    "until.december",
)
"""Messages that name January to the end of each month."""

YEARS_BESIDE = 3
"""Years whose same months stand beside each other."""

VOLUME_SO_FAR, OUTPUT_SO_FAR, OUTPUT_RISE = "volume_so_far", "grp_so_far", "grp_change_so_far"
TAXES_SO_FAR, TRANSFERS_SO_FAR = "taxes_so_far", "transfers_so_far"
SHARE_SO_FAR, TAXES_RISE = "transfer_share_so_far", "taxes_change_so_far"
FIRST_FIGURE = "first_figure_revision"


@dataclass(frozen=True)
class SoFar:
    """What a panel knows of a region in the year after a reference year.

    Parameters
    ----------
    panel
        The figures of one vintage.
    subject
        Code of the region or nation.
    year
        The reference year; nothing is shown where the newest period is not of the year after it.
    """

    panel: Panel
    subject: str
    year: int

    def newest(self, table: str, item: str = "") -> JanuaryTo | None:
        """Return the newest period of the year after the reference year that is of all areas."""
        found = self.panel.year_to_date.periods(table, NATION, item)
        return found[-1] if found and found[-1].year == self.year + 1 else None

    def figure(self, table: str, item: str = "", *, back: int = 0) -> YearToDate | None:
        """Return the figure of the newest period, or of its months ``back`` years ago."""
        period = self.newest(table, item)
        if period is None:
            return None
        then = period.of_year(period.year - back)
        return self.panel.year_to_date.figure(table, self.subject, then, item)

    def change(self, table: str, item: str = "") -> float | None:
        """Return the change on the same months of the year before, per cent."""
        now, before = self.figure(table, item), self.figure(table, item, back=1)
        return None if now is None or before is None else now.change_on(before)

    def transfer_share(self, back: int = 0) -> float | None:
        """Return the share of transfers in taxes and transfers, per cent."""
        both = [self.figure(BUDGETS, item, back=back) for item in (TAXES, TRANSFERS)]
        known = tuple(each for each in both if each is not None)
        return known[1].share_of(*known) if len(known) == len(both) else None


def so_far_facts(panel: Panel, subject: str, year: int) -> tuple[Fact, ...]:
    """List the facts of the year after the reference year; none where it has not begun."""
    seen = SoFar(panel, subject, year)
    told: list[Fact] = []
    output, volume = seen.figure(OUTPUT), seen.figure(VOLUME)
    if volume is not None:
        nation = SoFar(panel, NATION, year).figure(VOLUME)
        fact = _fact(panel, VOLUME_SO_FAR, volume.printed, (volume,))
        told.append(replace(fact, national=None if nation is None else nation.printed))
    if output is not None:
        told.append(_fact(panel, OUTPUT_SO_FAR, output.printed / 1000, (output,)))
    before, rise = seen.figure(OUTPUT, back=1), seen.change(OUTPUT)
    if rise is not None:
        told.append(_fact(panel, OUTPUT_RISE, rise, (output, before)))
    for back in range(YEARS_BESIDE):
        told += _budget_facts(seen, back)
    rise, before = seen.change(BUDGETS, TAXES), seen.figure(BUDGETS, TAXES, back=1)
    if rise is not None:
        told.append(_fact(panel, TAXES_RISE, rise, (seen.figure(BUDGETS, TAXES), before)))
    return tuple(told)


def _budget_facts(seen: SoFar, back: int) -> list[Fact]:
    taxes, transfers = (seen.figure(BUDGETS, item, back=back) for item in (TAXES, TRANSFERS))
    told = [
        _fact(seen.panel, name, each.printed / 1000, (each,))
        for name, each in ((TAXES_SO_FAR, taxes), (TRANSFERS_SO_FAR, transfers))
        if each is not None
    ]
    share = seen.transfer_share(back)
    if share is not None:
        told.append(_fact(seen.panel, SHARE_SO_FAR, share, (transfers, taxes)))
    return told


def _fact(panel: Panel, measure: str, value: float, made_of: Iterable[YearToDate | None]) -> Fact:
    """Make the fact of a value; made of one figure it has that figure's status."""
    used = [each for each in made_of if each is not None]
    known, first = MEASURE[measure], used[0]
    return Fact(
        subject=first.region,
        measure=measure,
        value=value,
        unit=known.unit,
        decimals=known.decimals,
        period=first.period.year,
        months=first.period.months,
        vintage=panel.vintage.isoformat(),
        status=first.status if len(used) == 1 else "computed",
        sources=tuple(sorted({each.source for each in used})),
    )


def volumes_so_far(panel: Panel, year: int) -> dict[str, float]:
    """Return the volume index of every region in the year so far; empty if any is missing."""
    regions = [region.code for region in panel.regions.existing(year)]
    found = {code: SoFar(panel, code, year).figure(VOLUME) for code in regions}
    known = {code: each.printed for code, each in found.items() if each is not None}
    return known if len(known) == len(regions) else {}


def distributions_so_far(panel: Panel, year: int) -> dict[str, dict[str, float]]:
    """Return the volume indices of all regions under their measure, as a brief keeps them."""
    return {VOLUME_SO_FAR: volumes_so_far(panel, year)}


def revisions_of_first_figures(panel: Panel) -> dict[str, tuple[Observation, float]]:
    """Measure how far the first figure of GRP moved.

    Returns
    -------
    dict
        By region the first, preliminary figure of the newest year that has one, and by how much
        today's differs, per cent of the first; empty without such a year.
    """
    firsts = [each for each in panel.first_figures if each.table == "grp"]
    year = max((each.year for each in firsts), default=0)
    found = {}
    for first in firsts:
        today = panel.observation("grp", first.region, year)
        same = today is not None and today.borders == first.borders and first.year == year
        if today is not None and same and first.value > 0:
            found[first.region] = (first, (today.value / first.value - 1) * 100)
    return found
