"""Structure of regions: quotients, specialisation, distance from the nation, variety."""

from typing import Any

import pandas as pd

from generator.economics.indices.concentration import hhi, hhi_normalized
from generator.economics.indices.ranking import rank_descending
from generator.economics.indices.specialisation import (
    gini_specialisation,
    hachman,
    location_quotients,
    lq_variance,
    lq_variance_sample,
    lq_variance_weighted,
    structural_shares,
    why_no_structure,
)
from generator.economics.indices.structural_distance import (
    krugman,
    krugman_rest,
    relative_diversity,
)
from generator.economics.indices.variety import (
    entropy,
    entropy_normalized,
    in_bits,
    related_variety,
    unrelated_variety,
)
from generator.economics.possible_values import marked_cells, require_no_total

from .case import Case, require_unique


def answer(case: Case) -> dict[str, Any]:
    """Indices of a table of regions and industries; the nation is the sum of its regions."""
    rows = case.rows("region", "industry")
    values = rows["value"].unstack()
    groups = _groups(rows)
    require_no_total(values, groups)
    shares = structural_shares(values)
    nation = values.sum(skipna=False)
    national = structural_shares(nation.to_frame("nation").T).loc["nation"]
    found = {
        "lq": _quotients(values),
        **_specialisation(shares, national),
        **_variety(shares, groups),
        "krugman_rest": krugman_rest(values, nation),
    }
    return found | _reasons(values)


def _reasons(values: pd.DataFrame) -> dict[str, Any]:
    """Why which region is undefined, and which cells are missing; nothing if none is."""
    reasons = why_no_structure(values)
    if not reasons:
        return {}
    cells = ", ".join(marked_cells(values, values.isna().to_numpy()))
    return {"undefined": reasons, "message": f"missing: {cells}" if cells else "zero_base"}


def _groups(rows: pd.DataFrame) -> dict[str, str]:
    """Group of each industry, where the case has groups."""
    if "group" not in rows:
        return {}
    pairs = rows.reset_index()[["industry", "group"]].drop_duplicates()
    require_unique(pairs, ["industry"])
    return dict(zip(pairs["industry"], pairs["group"], strict=True))


def _quotients(values: pd.DataFrame) -> pd.DataFrame:
    """Location quotients among the industries whose national total is complete.

    An industry that a region does not report has no national total and so no quotient anywhere;
    the others are taken as the whole. The region that does not report it has no quotient at all.
    """
    reported = values.loc[:, values.notna().all()]
    shares = structural_shares(reported)
    national = structural_shares(reported.sum().to_frame("nation").T).loc["nation"]
    lq = location_quotients(shares[values.notna().all(axis=1)], national)
    unreported = values.columns.difference(reported.columns)
    return lq.reindex(index=values.index, columns=[*lq.columns, *unreported])


def _specialisation(shares: pd.DataFrame, national: pd.Series) -> dict[str, Any]:
    lq = location_quotients(shares, national)
    distance = krugman(shares, national)
    return {
        "lq_var_pop": lq_variance(lq),
        "lq_var_sample": lq_variance_sample(lq),
        "lq_var_rank": rank_descending(lq_variance(lq)),
        "lq_var_weighted": lq_variance_weighted(shares, national),
        "lq_var_weighted_via_hachman": 1 / hachman(shares, national) - 1,
        "hachman": hachman(shares, national),
        "krugman": distance,
        "hoover_specialization": distance / 2,
        "gini_specialization": gini_specialisation(lq),
        "duranton_puga_rdi": relative_diversity(shares, national),
        "hhi": hhi(shares),
        "hhi_normalized": hhi_normalized(shares),
    }


def _variety(shares: pd.DataFrame, groups: dict[str, str]) -> dict[str, Any]:
    found = {
        "entropy_nat": entropy(shares),
        "entropy_bits": in_bits(entropy(shares)),
        "entropy_normalized": entropy_normalized(shares),
    }
    if groups:
        found["uv_nat"] = unrelated_variety(shares, groups)
        found["rv_nat"] = related_variety(shares, groups)
    return found
