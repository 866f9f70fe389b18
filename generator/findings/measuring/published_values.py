"""Measures that are printed as published, always or where they cannot be computed."""

import pandas as pd

from generator.findings.measuring.reference_borders import ReferenceBorders

PUBLISHED = {
    "grp_per_capita": "grp_per_capita",
    "share_of_gdp": "grp_share",
    "contribution_pp": "growth_contribution",
}
"""Measures that a delivery may hold ready-made, and the table that holds them."""

_AS_PUBLISHED = {
    "population": "average_population",
    "unemployment_rate": "unemployment_rate",
    "average_wage": "average_wage",
    "innovation_activity": "innovation_activity",
}
"""Measures printed as published, not computed."""


def with_published(
    values: dict[str, pd.DataFrame], keep: ReferenceBorders
) -> tuple[dict[str, pd.DataFrame], dict[str, pd.DataFrame]]:
    """Take a published value where the inputs to compute it are not in the vintage.

    Parameters
    ----------
    values
        Computed values by measure, region x year.
    keep
        The panel on the borders of the reference year.

    Returns
    -------
    tuple of dict
        Values and their statuses by measure.
    """
    filled, status = dict(values), {}
    for measure, computed in values.items():
        frame, state = (
            computed,
            computed.notna().replace({True: "computed", False: ""}).astype(object),
        )
        if measure in PUBLISHED:
            frame = frame.combine_first(keep.frame(PUBLISHED[measure]))
            state = state.reindex(index=frame.index, columns=frame.columns, fill_value="")
            state = state.mask((state == "") & frame.notna(), _statuses(keep, PUBLISHED[measure]))
        elif measure in _AS_PUBLISHED:
            state = state.where(frame.isna(), _statuses(keep, _AS_PUBLISHED[measure]))
        filled[measure], status[measure] = frame, state
    return filled, status


def _statuses(keep: ReferenceBorders, table: str) -> pd.DataFrame:
    """Status of each published value of a table, region x year."""
    rows = keep.panel.observations
    rows = rows[rows["table"].eq(table) & rows["industry"].eq("")]
    return rows.pivot(index="region", columns="year", values="status")
