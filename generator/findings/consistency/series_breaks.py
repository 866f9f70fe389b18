"""Breaks of the series behind a brief, and the sentences that name them where one is crossed."""

from collections.abc import Mapping
from dataclasses import replace

from generator.classifications.breaks import CENSUS_STEP
from generator.classifications.regions import NATION
from generator.dataset.panel import Panel
from generator.findings.brief import Brief
from generator.findings.claims import Claim, KeyMessage, Listing, Year
from generator.findings.consistency.attribution import attributed
from generator.findings.consistency.told_claims import CHART, crossed_breaks, sentences_of
from generator.findings.measures import FIRST_YEAR, PER_CAPITA, YEARLY

PARTING = frozenset(
    {
        *(CENSUS_STEP, "allocation_method", "section_detail", "level_shift", "price_level"),
        *("nominal_against_volume", "single_year_outlier", "first_year"),
    }
)
"""Kinds of breaks after which a level is not what it was before; changes of borders never meet
in one series, and the others are about a single figure, a gap or an older release."""

MADE_OF_OUTPUT_PER_HEAD = ("theil_t", "gini", "williamson")
"""Figures of the study that break where output per head does."""


def breaks_of(panel: Panel, subject: str, year: int) -> dict[str, tuple[int, ...]]:
    """Return the first years after the breaks of each series of a subject.

    Parameters
    ----------
    panel, subject
        The figures as of one vintage, and a region or the nation.
    year
        Reference year: a later break is not in the series.

    Returns
    -------
    dict
        By measure, years in order; a measure without a known break is absent.
    """
    years = range(FIRST_YEAR, year + 1)
    found = {}
    for measure in YEARLY:
        regions = {subject, NATION} if any(each.nation for each in measure.inputs) else {subject}
        touching = panel.breaks.touching(frozenset(measure.tables), frozenset(regions), years)
        parting = {each.first_year_after for each in touching if each.kind in PARTING}
        if parting:
            found[measure.name] = tuple(sorted(parting))
    if PER_CAPITA in found:
        found |= dict.fromkeys(MADE_OF_OUTPUT_PER_HEAD, found[PER_CAPITA])
    return found


def finished(brief: Brief, panel: Panel) -> Brief:
    """Return the brief with what its claims speak of, and with every crossed break named."""
    told = attributed(replace(brief, breaks=breaks_of(panel, brief.subject, brief.year)))
    messages = tuple(
        KeyMessage(each.head, (*each.body, *_naming((each.head, *each.body), told.breaks)))
        for each in told.messages
    )
    claims = dict(told.claims)
    for place, chosen in told.claims.items():
        named = () if place.startswith(CHART) else _naming(chosen, told.breaks)
        below = sentences_of(place)
        if named and claims.get(below, ())[-1:] != named:
            claims[below] = (*claims.get(below, ()), *named)
    return attributed(replace(told, messages=messages, claims=claims))


def _naming(claims: tuple[Claim, ...], breaks: Mapping[str, tuple[int, ...]]) -> tuple[Claim, ...]:
    """Name the years of the breaks that changes cross, once for all of them."""
    crossed = {
        year for each in claims if each.about for year in crossed_breaks(each.about, breaks)
    }
    items = Listing(tuple(map(Year, sorted(crossed))), ordered=True)
    return (Claim("break.crossed", "note", {"items": items}),) if crossed else ()
