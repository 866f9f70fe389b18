"""Small tables drawn in the tests themselves."""

import pandas as pd


def table(drawing: str) -> pd.DataFrame:
    """Read numbers drawn with ``|``; the first column is the index, an empty cell is missing.

    Column labels that are whole numbers are years.
    """
    lines = [line for line in drawing.strip().splitlines() if set(line) - set("-+ ")]
    header, *body = [[cell.strip() for cell in line.split("|")] for line in lines]
    frame = pd.DataFrame(body, columns=header).set_index(header[0])
    frame.columns = pd.Index([int(name) if name.isdigit() else name for name in frame.columns])
    return frame.map(lambda cell: float(cell) if cell else float("nan"))
