"""The same quantities by other programs (R, scipy, statsmodels), on published and made-up data."""

from functools import cache

import pandas as pd
import pytest

from generator.economics.constant_borders import merged_volume_index
from generator.economics.decomposition import theil_l_decomposition, theil_t_decomposition
from generator.economics.growth import contributions, real_growth
from generator.economics.inequality import (
    atkinson,
    gini,
    hoover,
    max_min_ratio,
    theil_l,
    theil_t,
    williamson,
)
from generator.economics.ranking import rank_descending
from generator.economics.regression import Specification, common_sample, fit
from generator.economics.specialisation import (
    hachman,
    hhi,
    hhi_normalized,
    krugman,
    location_quotients,
    lq_variance,
    lq_variance_weighted,
    structural_shares,
)
from generator.economics.variety import (
    entropy,
    entropy_normalized,
    related_variety,
    unrelated_variety,
)

from .case_files import expected, names, plain, quantities, read, same


@cache
def structure(case):
    """Structure indices of a table of regions and industries; the nation is their sum."""
    data = read(case)
    values = data.pivot(index="region", columns="industry", values="value")
    groups = dict(zip(data["industry"], data["group"], strict=True))
    shares = structural_shares(values)
    national = values.sum() / values.sum().sum()
    lq = location_quotients(shares, national)
    return {
        "lq": lq,
        "lq_var_pop": lq_variance(lq),
        "lq_var_rank": rank_descending(lq_variance(lq)),
        "lq_var_weighted": lq_variance_weighted(shares, national),
        "lq_var_weighted_via_hachman": 1 / hachman(shares, national) - 1,
        "hachman": hachman(shares, national),
        "krugman": krugman(shares, national),
        "hoover_specialization": krugman(shares, national) / 2,
        "hhi": hhi(shares),
        "hhi_normalized": hhi_normalized(shares),
        "entropy_nat": entropy(shares),
        "entropy_normalized": entropy_normalized(shares),
        "uv_nat": unrelated_variety(shares, groups),
        "rv_nat": related_variety(shares, groups),
    }


@cache
def growth(case):
    """Growth of regions and nation from output in previous-year prices."""
    data = read(case).set_index("region")
    index = (100 * data["grp_cur_at_prev_prices"] / data["grp_prev"]).to_frame(2022)
    output = data["grp_cur_at_prev_prices"].to_frame(2022)
    national = merged_volume_index(output, index, {"nation": tuple(data.index)})
    per_capita = data["grp_cur"] / data["population"]
    growth_rates = real_growth(index)[2022]
    return {
        "national_real_growth_pct": real_growth(national).loc["nation", 2022],
        "real_growth_pct": growth_rates,
        "contribution_pp": contributions(
            data["grp_prev"], growth_rates, float(data["grp_prev"].sum())
        ),
        "grp_pc_rank": rank_descending(per_capita),
        "grp_pc_max_min": max_min_ratio(per_capita),
    }


def _indices(x, weights, groups):
    t, l_index = (
        decompose(x, weights, groups)
        for decompose in (theil_t_decomposition, theil_l_decomposition)
    )
    return {
        "gini": gini(x, weights),
        "theil_t": theil_t(x, weights),
        "theil_l": theil_l(x, weights),
        "atkinson_0.5": atkinson(x, weights, epsilon=0.5),
        "atkinson_1": atkinson(x, weights, epsilon=1),
        "atkinson_2": atkinson(x, weights, epsilon=2),
        "hoover": hoover(x, weights),
        "theil_t_within": t.within,
        "theil_t_between": t.between,
        "theil_t_group": t.by_group,
        "theil_l_within": l_index.within,
        "theil_l_between": l_index.between,
    }


@cache
def inequality(case):
    """Inequality indices without weights and, where the case has them, with weights (w_)."""
    data = read(case).set_index("unit")
    x, groups = data["x"], data["group"]
    found = _indices(x, None, groups)
    found |= {"cv_pop": williamson(x), "max_min_ratio": max_min_ratio(x)}
    if "w" in data:
        weighted = _indices(x, data["w"], groups)
        found |= {f"w_{name}": value for name, value in weighted.items()}
        found |= {"williamson": williamson(x, data["w"]), "rank_desc": rank_descending(x)}
    return found


@cache
def panel_model(case, model):
    """Estimate one model of a panel case on the rows complete in its own variables."""
    about = expected(case)
    panel = read(case).set_index([about["entity"], about["time"]])
    columns = [tuple(column) for column in about["columns"]]
    if model == "moderator":
        regressors = (*columns[1], about["moderator"])
    elif model == "interaction_centred":
        panel, regressors = centred(panel, about)
    else:
        number = len(columns) if model == "twoway_last" else int(model.removeprefix("c"))
        regressors = columns[number - 1]
    sample = common_sample(panel, (about["y"], *regressors))
    two_way = model == "twoway_last"
    return fit(sample, Specification(model, about["y"], regressors, time_effects=two_way))


def centred(panel, about):
    """Diversification, moderator and their product, centred on the estimation sample."""
    x, z = about["x"], about["moderator"]
    controls = tuple(name for name in about["columns"][1] if name != x)
    rows = common_sample(panel, (about["y"], x, z, *controls)).data
    rows[".xc"], rows[".zc"] = rows[x] - rows[x].mean(), rows[z] - rows[z].mean()
    rows[".xz"] = rows[".xc"] * rows[".zc"]
    return rows, (".xc", ".zc", ".xz", *controls)


def panel_quantity(fitted, quantity):
    """Return one quantity of an estimated model under the name the cases give it."""
    fields = {
        "coef": "estimate",
        "se_cluster_sss": "se_cr1",
        "se_cluster_linearmodels_group_debias": "se_cr1",
        "se_cr2": "se_cr2",
        "df_satt": "df",
        "p_cr2": "p",
    }
    if quantity in fields:
        rows = {each.name: getattr(each, fields[quantity]) for each in fitted.coefficients}
        return pd.Series(rows)
    values = {
        "r2_within": fitted.r2_within,
        "n": fitted.n,
        "g": fitted.entities,
        "fixef": fitted.effects,
        "f_pool": fitted.f_effects,
        "f_pool_p": fitted.f_effects_p,
    }
    return values[quantity]


@pytest.mark.parametrize(("case", "quantity", "value"), quantities("S"))
def test_structure_agrees(case, quantity, value):
    """Specialisation and variety are those of EconGeo, REAT, vegan and scipy."""
    assert same(plain(structure(case)[quantity]), value)


@pytest.mark.parametrize(("case", "quantity", "value"), quantities("G"))
def test_growth_agrees(case, quantity, value):
    """Growth, contributions, ranks and ratios are those of base R."""
    assert same(plain(growth(case)[quantity]), value)


@pytest.mark.parametrize(("case", "quantity", "value"), quantities("I"))
def test_inequality_agrees(case, quantity, value):
    """Inequality is that of ineq, IC2, dineq, REAT and pysal."""
    assert same(plain(inequality(case)[quantity]), value)


@pytest.mark.parametrize(("case", "quantity", "value"), quantities("P"))
def test_panel_models_agree(case, quantity, value):
    """Estimates are those of plm, inference that of clubSandwich."""
    model, name = quantity.split(".")
    if name == "fixef":
        mean = sum(value.values()) / len(value)
        value = {region: effect - mean for region, effect in value.items()}
    assert same(plain(panel_quantity(panel_model(case, model), name)), value)


@pytest.mark.parametrize("prefix", ["S", "G", "I", "P", "E"])
def test_there_are_cases(prefix):
    """No kind of case is empty, so the tests above do test something."""
    assert names(prefix)
