"""The sample of a panel regression: which region-years enter, and what is refused.

A panel is a table indexed by (region, year) with one column per variable. Nothing is dropped in
silence: rows left out are listed, and what cannot be right stops the estimation.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from generator.economics.possible_values import marked_cells


class Refusal(StrEnum):
    """Why a regression is refused; the value is the name under which facts give the reason."""

    ABSORBED = "absorbed"
    COLLINEAR = "collinear"
    TOO_FEW_PERIODS = "too_few_periods"
    NO_VARIATION = "no_variation"
    TOO_FEW_CLUSTERS = "too_few_clusters"
    DOMAIN = "domain"
    DUPLICATE = "duplicate"
    NO_INTERACTION = "no_interaction"
    OUTSIDE_SUPPORT = "outside_support"


class RegressionRefused(Exception):  # noqa: N818 - a refusal is a finding, not an error
    """The data cannot support the regression asked for.

    ``category`` says why; ``names`` says what is concerned: variables, "region year" pairs, or a
    count.
    """

    def __init__(self, category: Refusal, names: Iterable[object] = ()) -> None:
        self.category = category
        self.names = tuple(str(name) for name in names)
        super().__init__(f"{category}: {', '.join(self.names)}" if self.names else category)


@dataclass(frozen=True)
class Specification:
    """One column of a regression table: outcome and regressors, always with region effects.

    ``time_effects`` adds an effect of each year (two-way model). ``moderator`` names a variable
    on which the coefficient of the first regressor may depend: both then enter centred on the
    means of the sample, together with their product.
    """

    name: str
    outcome: str
    regressors: tuple[str, ...]
    time_effects: bool = False
    moderator: str = ""

    @property
    def variables(self) -> tuple[str, ...]:
        """Every variable that an observation must have."""
        moderators = (self.moderator,) if self.moderator else ()
        return (self.outcome, *self.regressors, *moderators)


@dataclass(frozen=True)
class Sample:
    """Region-years that have every variable, and those left out.

    ``data`` is indexed by (region, year), sorted, without missing values. ``dropped_incomplete``
    are region-years that lack a variable; ``dropped_singletons`` are regions with one remaining
    year, which say nothing about changes over time.
    """

    data: pd.DataFrame
    dropped_incomplete: tuple[tuple[str, int], ...]
    dropped_singletons: tuple[str, ...]


def common_sample(panel: pd.DataFrame, variables: Sequence[str]) -> Sample:
    """Reduce a panel to the region-years that have every variable of a table of regressions.

    All columns of the table are then estimated on the same observations and can be compared.

    Parameters
    ----------
    panel
        Index (region, year), year a whole number; one column per variable; NaN = missing.
    variables
        Variables of all columns of the table, outcome included.

    Returns
    -------
    Sample
        ``data`` has the variables only, in the order given.

    Raises
    ------
    RegressionRefused
        "duplicate" naming the region-years given twice; "domain" naming region-years with an
        infinite value (the logarithm of zero), or the years that are not whole numbers;
        "too_few_periods" if no region has two complete years.

    Notes
    -----
    Taking out a region leaves the years of all others as they are, so that no further region
    becomes a single year.
    """
    chosen = panel.loc[:, list(variables)]
    if chosen.empty:
        raise RegressionRefused(Refusal.TOO_FEW_PERIODS)
    chosen = chosen.astype(float)
    chosen.index = chosen.index.set_names(["region", "year"])
    _require_sound(chosen)
    complete = chosen.notna().all(axis=1)
    rows = chosen[complete].sort_index()
    years = rows.groupby(level="region").size()
    singletons = years.index[years == 1]
    data = rows.drop(index=singletons, level="region")
    if data.empty:
        raise RegressionRefused(Refusal.TOO_FEW_PERIODS)
    missing = tuple((str(region), int(year)) for region, year in chosen.index[~complete])
    return Sample(data, tuple(sorted(missing)), tuple(str(region) for region in singletons))


def natural_log(values: pd.DataFrame) -> pd.DataFrame:
    """Take the natural logarithm of a table region x year; refuse what has none.

    Parameters
    ----------
    values
        Region x year; NaN = missing and stays so.

    Returns
    -------
    DataFrame
        Same rows and columns.

    Raises
    ------
    RegressionRefused
        "domain", naming every "region year" whose value is zero, negative or infinite: dropping
        them would choose the sample by its outcome.
    """
    outside = ((values <= 0) | values.isin([np.inf])).to_numpy()
    if outside.any():
        raise RegressionRefused(Refusal.DOMAIN, marked_cells(values, outside))
    return values.transform(np.log)


def _require_sound(chosen: pd.DataFrame) -> None:
    """Refuse years that are not whole numbers, region-years given twice, and infinite values."""
    years = chosen.index.get_level_values("year")
    if not pd.api.types.is_integer_dtype(years):
        raise RegressionRefused(Refusal.DOMAIN, (f"year {year!r}" for year in years.unique()))
    wrong = {
        Refusal.DUPLICATE: chosen.index.duplicated(),
        Refusal.DOMAIN: chosen.isin([np.inf, -np.inf]).any(axis=1).to_numpy(),
    }
    for category, rows in wrong.items():
        if rows.any():
            places = chosen.index[rows].unique()
            raise RegressionRefused(category, (f"{region} {year}" for region, year in places))
