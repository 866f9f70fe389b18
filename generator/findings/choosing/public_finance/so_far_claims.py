"""Claims about the year so far and about first figures: licences L1 and L2, never of a year."""

from generator.classifications.regions import NATION
from generator.dataset.cumulative.year_to_date import YearToDate
from generator.dataset.panel import Panel
from generator.findings.claims import Claim, Count, Number, Slot, TextSlot, Year, extremes
from generator.findings.indifference import compared
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.public_finance.year_so_far import (
    BUDGETS,
    OUTPUT,
    TAXES,
    TRANSFERS,
    UNTIL,
    VOLUME,
    SoFar,
    revisions_of_first_figures,
    volumes_so_far,
)


def title(panel: Panel, ind: Indicators, subject: str) -> Claim | None:
    """Say whether output of the year so far grows faster than the nation's, in a few words."""
    seen = SoFar(panel, subject, ind.year)
    own, nation = seen.figure(VOLUME), SoFar(panel, NATION, ind.year).figure(VOLUME)
    if own is None or nation is None:
        return None
    slots = {**_months(own), "v": Number(own.printed, 1, "percent")}
    if subject == NATION:
        return Claim("so_far.title_nation", "L2", slots)
    side = ("same", "above", "below")[compared("volume_so_far", own.printed, nation.printed)]
    evidence = {"region": own.printed, "nation": nation.printed}
    return Claim(f"so_far.title_{side}", "L2", slots, evidence=evidence)


def so_far_claims(panel: Panel, ind: Indicators, subject: str) -> tuple[Claim, ...]:
    """State output of the year so far, local taxes, and how far first figures moved before."""
    told = (
        _volume(panel, ind, subject),
        _output(panel, ind, subject),
        _taxes(panel, ind, subject),
        _moved(panel, ind, subject),
    )
    return tuple(claim for claim in told if claim is not None)


def _volume(panel: Panel, ind: Indicators, subject: str) -> Claim | None:
    own = SoFar(panel, subject, ind.year).figure(VOLUME)
    nation = SoFar(panel, NATION, ind.year).figure(VOLUME)
    if own is None or nation is None:
        return None
    slots = {**_months(own), "v": Number(own.printed, 1, "percent")}
    regions = volumes_so_far(panel, ind.year)
    if subject != NATION:
        return Claim("so_far.volume", "L2", {**slots, "u": Number(nation.printed, 1, "percent")})
    if not regions:
        return Claim("so_far.volume_nation", "L2", slots)
    return Claim("so_far.volume_ends", "L2", slots | extremes(regions, 1, "percent"))


def _months(figure: YearToDate) -> dict[str, Slot]:
    """Name the months that a figure counts."""
    until = TextSlot(UNTIL[figure.period.months - 1])
    return {"year": Year(figure.period.year), "months": until}


def _output(panel: Panel, ind: Indicators, subject: str) -> Claim | None:
    seen = SoFar(panel, subject, ind.year)
    own, rise = seen.figure(OUTPUT), seen.change(OUTPUT)
    if own is None or rise is None:
        return None
    slots: dict[str, Slot] = {
        "v": Number(own.printed / 1000, 1),
        "pct_signed": Number(rise, 1, "percent_signed"),
    }
    return Claim("so_far.output", "L2", slots)


def _taxes(panel: Panel, ind: Indicators, subject: str) -> Claim | None:
    seen = SoFar(panel, subject, ind.year)
    own, rise = seen.figure(BUDGETS, TAXES), seen.change(BUDGETS, TAXES)
    transfers = seen.figure(BUDGETS, TRANSFERS)
    if own is None or rise is None or transfers is None:
        return None
    slots = {
        **_months(own),
        "v": Number(own.printed / 1000, 1),
        "pct_signed": Number(rise, 1, "percent_signed"),
        "u": Number(transfers.printed / 1000, 1),
    }
    return Claim("so_far.taxes", "L2", slots)


def _moved(panel: Panel, ind: Indicators, subject: str) -> Claim | None:
    """State how far the first figure of GRP moved, the region's and that of all in the mean."""
    found = revisions_of_first_figures(panel)
    if subject not in found or found[subject][0].year > ind.year:
        return None
    year = found[subject][0].year
    others = {code: moved for code, (_, moved) in found.items() if code != NATION}
    mean = sum(map(abs, others.values())) / len(others)
    slots: dict[str, Slot] = {
        "year": Year(year),
        "pct": Number(mean, 1, "percent"),
        "n_regions": Count(len(others)),
    }
    if subject != NATION:
        slots["pct_signed"] = Number(found[subject][1], 1, "percent_signed")
        return Claim("so_far.moved", "L1", slots)
    return Claim("so_far.moved_regions", "L1", slots | extremes(others, 1, "percent_signed"))
