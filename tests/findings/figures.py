"""Panels of a few made-up figures."""

from dataclasses import replace

import pandas as pd

from generator.dataset.panel import COLUMNS


def panel_of(panel, *rows):
    """Make a panel with the lists of the real one and only these figures.

    A row is a table, an area (region or district) and year and value; a status and an industry
    may follow.
    """
    made = [_row(panel, *row) for row in rows]
    frame = pd.DataFrame(made, columns=list(COLUMNS)).astype({"value": float, "year": "int64"})
    return replace(panel, observations=frame)


def _row(panel, *cells):
    defaults = ("", "", 0, 0.0, "published", "")
    table, area, year, value, status, industry = (*cells, *defaults[len(cells) :])
    district = area if area in panel.districts else ""
    region = panel.districts[area].region if district else area
    known = {
        "table": table,
        "region": region,
        "district": district,
        "industry": industry,
        "year": year,
        "value": value,
        "unit": "",
        "status": status,
        "borders": "current",
        "vintage": "2026-11-23",
        "source": f"S-{table}",
        "file": f"{table}.csv",
        "row": 2,
        "note": "",
    }
    return [known[name] for name in COLUMNS]
