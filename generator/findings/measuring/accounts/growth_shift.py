"""Shift-share of the year: growth as the nation, by the mix of industries, and the region's own.

Value added of the year before is carried forward by the volume indices of the sections, so that
the parts are of real growth at prices of the year before and add up to it.
"""

from dataclasses import astuple, dataclass

import pandas as pd

from generator.classifications.industries import IN_OTHER_SERVICES, OTHER_SERVICES
from generator.classifications.regions import NATION
from generator.economics.indices.shift_share import shift_share
from generator.findings.facts import Fact
from generator.findings.measures import GROWTH, MEASURE
from generator.findings.measuring.frame_cells import known, row_of
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.section_tables import NONE

PARTS = ("shift_national", "shift_mix", "shift_regional", "shift_rest")
"""Measures of the parts, in the order of `GrowthShift`."""


@dataclass(frozen=True, slots=True)
class GrowthShift:
    """Real growth of a region in percentage points; the four parts add up to it exactly.

    ``national`` is published growth of the nation, ``mix`` what the region gains by having fast
    sections, ``regional`` what its sections gain beyond the same ones in the nation, ``rest`` what
    the sections leave of the region's published growth less what they leave of the nation's.
    """

    national: float
    mix: float
    regional: float
    rest: float


def growth_shift(ind: Indicators, subject: str) -> GrowthShift | None:
    """Split real growth of the reference year.

    Parameters
    ----------
    ind
        Indicators of the reference year.
    subject
        A region; the nation has no parts of its own.

    Returns
    -------
    GrowthShift
        ``None`` where the contributions of the sections do not say nearly all of the region's or
        the nation's growth. A section of the region without an index (hardly any output) is taken
        to grow as in the nation.

    Notes
    -----
    Dunn (1960), see :func:`shift_share`, with output x_0 and x_0 I / 100.
    """
    rest = ind.section_growth.residual
    growth, country = ind.value(GROWTH, subject), ind.value(GROWTH, NATION)
    told = all(
        known(float(rest.get(each, float("nan")))) is not None for each in (subject, NATION)
    )
    if subject == NATION or growth is None or country is None or not told:
        return None
    region, nation = (_carried_forward(ind, each) for each in (subject, NATION))
    if not region[0].sum() > 0:
        return None
    parts = shift_share(region, nation, 0, 1)
    mix, regional = (
        100 * part / float(region[0].sum()) for part in (parts.industry_mix, parts.regional)
    )
    if known(mix + regional) is None:
        return None
    return GrowthShift(country, mix, regional, growth - country - mix - regional)


def _carried_forward(ind: Indicators, code: str) -> pd.DataFrame:
    """Value added of the year before (0), and carried forward by volume (1), by section."""
    before = pd.Series(row_of(ind.tables.get(ind.year - 1, NONE).gva, code), dtype=float)
    group = [OTHER_SERVICES if each in IN_OTHER_SERVICES else each for each in before.index]
    volume = pd.Series(row_of(ind.section_growth.volume, code), dtype=float)
    amounts = before.groupby(group).sum(min_count=1)
    whole = pd.Series(row_of(ind.section_growth.volume, NATION), dtype=float)
    rates = volume.reindex(amounts.index).fillna(whole)
    return pd.DataFrame({0: amounts, 1: amounts * (1 + rates / 100)})


def shift_facts(vintage: str, ind: Indicators, subject: str) -> tuple[Fact, ...]:
    """List the facts of the parts; none where growth is not split."""
    found = growth_shift(ind, subject)
    if found is None:
        return ()
    return tuple(
        Fact(
            subject=subject,
            measure=name,
            value=value,
            unit=MEASURE[name].unit,
            decimals=MEASURE[name].decimals,
            period=ind.year,
            vintage=vintage,
            status="computed",
            sources=_sources(ind, name, subject),
        )
        for name, value in zip(PARTS, astuple(found), strict=True)
    )


def _sources(ind: Indicators, measure: str, subject: str) -> tuple[str, ...]:
    tables = MEASURE[measure].tables
    found = {
        source
        for table in tables
        for code in (subject, NATION)
        for source in ind.sources.get((table, code, ind.year), ())
    }
    return tuple(sorted(found))
