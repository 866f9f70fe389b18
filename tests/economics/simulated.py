"""Panels whose true coefficients are known."""

import numpy as np
import pandas as pd

TRUTH = {"DIV": 0.5, "lnpop": -0.3}


def simulated_panel(rng, regions=20, years=9):
    """Diversified regions differ in level too, so that a pooled estimate is biased.

    The errors of a region are correlated over time (0.5), as its growth is.
    """
    effect = rng.normal(0, 0.3, regions)
    diversification = 2.0 + 0.5 * effect + rng.normal(0, 0.1, (years, regions))
    steps = np.cumsum(rng.normal(0, 0.04, (years, regions)), axis=0)
    population = rng.normal(13, 0.6, regions) + np.cumsum(
        rng.normal(0, 0.03, (years, regions)), axis=0
    )
    error = np.empty((years, regions))
    error[0] = rng.normal(0, 0.1, regions)
    for year in range(1, years):
        error[year] = 0.5 * error[year - 1] + rng.normal(0, 0.1 * np.sqrt(0.75), regions)
    variables = {"DIV": diversification + steps, "lnpop": population}
    outcome = effect + error + sum(TRUTH[name] * each for name, each in variables.items())
    index = pd.MultiIndex.from_product(
        [[f"R{region:02}" for region in range(regions)], range(2014, 2014 + years)],
        names=["region", "year"],
    )
    columns = {"y": outcome, **variables}
    return pd.DataFrame({name: each.T.ravel() for name, each in columns.items()}, index=index)
