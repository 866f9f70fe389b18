"""Inequality between territories, and whether it falls over time."""

from typing import Any

import pandas as pd

from generator.economics.estimation.convergence import beta_convergence, sigma_convergence
from generator.economics.indices.decomposition import theil_l_decomposition, theil_t_decomposition
from generator.economics.indices.inequality import (
    atkinson,
    gini,
    gini_corrected,
    hoover,
    max_min_ratio,
    theil_l,
    theil_t,
    variation_sample,
    williamson,
)
from generator.economics.indices.level import ratio_to_national
from generator.economics.indices.ranking import rank_descending

from .case import Case


def inequality(case: Case) -> dict[str, Any]:
    """Indices without weights and, where the case has them, with weights (``w_``)."""
    data = case.rows("unit")
    x, groups = data["x"], data.get("group")
    found = _indices(x, None, groups) | {
        "gini_corrected": gini_corrected(x),
        "cv_pop": williamson(x),
        "cv_sample": variation_sample(x),
        "max_min_ratio": max_min_ratio(x),
        "rank_desc": rank_descending(x),
    }
    if "w" in data:
        weighted = _indices(x, data["w"], groups)
        found |= {f"w_{name}": value for name, value in weighted.items()}
        found["williamson"] = williamson(x, data["w"])
        found["ratio_to_national"] = ratio_to_national(x, data["w"])
    return found


def convergence(case: Case) -> dict[str, Any]:
    """Beta-convergence between two years, and the spread in both."""
    data = case.rows("unit")
    found = beta_convergence(data["y0"], data["y1"], case.about["t1"] - case.about["t0"])
    ends = data[["y0", "y1"]]
    spread, sample = sigma_convergence(ends), sigma_convergence(ends, sample=True)
    return {
        "beta": found.beta,
        "beta_se": found.se,
        "beta_p": found.p,
        "r2": found.r2,
        "beta_se_hc1": found.se_hc1,
        "beta_se_hc3": found.se_hc3,
        "speed": found.speed,
        "half_life": found.half_life,
        "sigma0": spread["y0"],
        "sigma1": spread["y1"],
        "sigma0_sample": sample["y0"],
        "sigma1_sample": sample["y1"],
        "cv0_pop": williamson(data["y0"]),
        "cv1_pop": williamson(data["y1"]),
    }


def _indices(x: pd.Series, weights: pd.Series | None, groups: pd.Series | None) -> dict[str, Any]:
    found = {
        "gini": gini(x, weights),
        "theil_t": theil_t(x, weights),
        "theil_l": theil_l(x, weights),
        "hoover": hoover(x, weights),
        **{f"atkinson_{each}": atkinson(x, weights, epsilon=each) for each in (0.5, 1, 2)},
    }
    if groups is not None:
        t, deviation = (
            decompose(x, weights, groups)
            for decompose in (theil_t_decomposition, theil_l_decomposition)
        )
        found |= {"theil_t_within": t.within, "theil_t_between": t.between}
        found |= {"theil_l_within": deviation.within, "theil_l_between": deviation.between}
        found |= {"theil_t_group": t.by_group, "theil_l_group": deviation.by_group}
    return found
