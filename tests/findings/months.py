"""Give a small country figures of the year so far."""

from dataclasses import replace

import pandas as pd

from generator.dataset.cumulative.year_to_date import CUMULATIVE_COLUMNS, YearToDateFigures


def with_months(panel, *figures):
    """Add figures: table, region, item, year, months, value."""
    names = ("table", "region", "item", "year", "months", "value")
    known = dict.fromkeys(CUMULATIVE_COLUMNS, "")
    told = [
        {**known, "row": 2, "status": "preliminary", **dict(zip(names, each, strict=True))}
        for each in figures
    ]
    rows = pd.DataFrame(told, columns=list(CUMULATIVE_COLUMNS))
    return replace(panel, year_to_date=YearToDateFigures(rows))
