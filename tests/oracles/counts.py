"""Counts by region: organisations, schools and roads, and many tests at once."""

from typing import Any

from generator.economics.estimation.multiplicity import benjamini_hochberg, bonferroni, holm, stars
from generator.economics.estimation.rank_correlation import kendall, spearman
from generator.economics.indices.business_demography import (
    birth_rate,
    churn_rate,
    death_rate,
    net_entry_rate,
    opened_per_liquidated,
)
from generator.economics.indices.infrastructure import (
    INHABITANTS,
    count_rate,
    national_percentage,
    percentage,
)

from .case import Case


def demography(case: Case) -> dict[str, Any]:
    """Organisations opened and liquidated."""
    data = case.rows("region")
    opened, liquidated, stock = (data[name] for name in ("opened", "liquidated", "stock_start"))
    ratio = opened_per_liquidated(opened, liquidated)
    return {
        "birth_rate_pct": birth_rate(opened, stock),
        "death_rate_pct": death_rate(liquidated, stock),
        "net_entry_pct": net_entry_rate(opened, liquidated, stock),
        "churn_pct": churn_rate(opened, liquidated, stock),
        "open_close_ratio": ratio["ratio"],
        "open_close_ratio_lo": ratio["low"],
        "open_close_ratio_hi": ratio["high"],
    }


def social(case: Case) -> dict[str, Any]:
    """Three-shift schools and local roads, and how their orders of regions go together."""
    data = case.rows("region")
    crowded = data["three_shift_schools"]
    roads = (data["local_roads_standard_km"], data["local_roads_km"])
    head = count_rate(crowded, data["population"], INHABITANTS)
    standard = percentage(*roads)
    return {
        "three_shift_per_100k": head["rate"],
        "three_shift_per_100k_lo": head["low"],
        "three_shift_per_100k_hi": head["high"],
        "three_shift_share_pct": count_rate(crowded, data["schools"], 100)["rate"],
        "roads_standard_pct": standard,
        "roads_standard_pct_national": national_percentage(*roads),
        "kendall_tau_b": kendall(head["rate"], standard).value,
        "spearman_rho": spearman(head["rate"], standard).value,
    }


def multiple(case: Case) -> dict[str, Any]:
    """p-values of a family of tests, adjusted."""
    p = case.rows("region")["p"]
    return {
        "p_holm": holm(p),
        "p_bh": benjamini_hochberg(p),
        "p_bonferroni": bonferroni(p),
        "stars": p.map(stars),
    }
