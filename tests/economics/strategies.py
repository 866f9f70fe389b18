"""Made-up regional economies for properties that must hold for all of them."""

import numpy as np
import pandas as pd
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

INDUSTRIES = ["A", "B", "C", "D", "E"]
GROUPS = {"A": "primary", "B": "industry", "C": "industry", "D": "services", "E": "services"}

amounts = st.integers(min_value=0, max_value=1_000_000).map(float)
positive = st.integers(min_value=1, max_value=1_000_000).map(float)


@st.composite
def economies(draw):
    """Output of two to six regions by industry; some cells are zero, no region is empty.

    No industry is the sum of the others by chance: such a table is refused.
    """
    rows = draw(st.integers(min_value=2, max_value=6))
    values = draw(arrays.arrays(float, (rows, len(INDUSTRIES)), elements=amounts))
    values[:, 0] += values.sum(axis=1) == 0
    assume(not (2 * values == values.sum(axis=1, keepdims=True)).all(axis=0).any())
    return pd.DataFrame(values, index=[f"R{row}" for row in range(rows)], columns=INDUSTRIES)


@st.composite
def territories(draw):
    """Values, weights and groups of one to twelve territories."""
    size = draw(st.integers(min_value=1, max_value=12))
    x = draw(arrays.arrays(float, size, elements=positive))
    weights = draw(arrays.arrays(float, size, elements=positive))
    groups = draw(arrays.arrays(np.int64, size, elements=st.integers(0, 3)))
    names = [f"D{number}" for number in range(size)]
    return pd.DataFrame({"x": x, "w": weights, "g": groups}, index=names)
