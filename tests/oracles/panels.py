"""Panel regressions: every model of a case, and what its policy asks to be refused.

A case names its columns; this adds the last of them with year effects, and where there is a
moderator the additive model and the one with the interaction, whose centred terms are ``.xc``,
``.zc`` and their product ``.xz``. Each model is estimated on the rows complete in its own
variables, as the other programs do.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from generator.economics.estimation.moderation import levels_by_region, marginal_effect
from generator.economics.estimation.region_effects import hausman
from generator.economics.estimation.regression import (
    Fit,
    Refusal,
    RegressionRefused,
    Sample,
    Specification,
    common_sample,
    fit,
    natural_log,
)

from .case import Case

Answer = dict[str, Any]

TWO = 2
"""Regions without which there is no cluster to compare; the product asks for more."""

FIELDS = {
    "coef": "estimate",
    "se_classical": "se_classical",
    "se_cluster_hc0": "se_hc0",
}
ONE_WAY = {"se_cluster_sss": "se_cr1", "se_cr2": "se_cr2", "df_satt": "df", "p_cr2": "p"}
TWO_WAY = {"se_cluster_linearmodels_group_debias": "se_cr1"}

CATEGORIES = {Refusal.DUPLICATE: "validation"}
"""Refusals that the cases know under another name."""


def answer(case: Case) -> Answer:
    """Every quantity of every model of a case, or what its policy asks for."""
    panel = case.read().set_index([case.about.get("entity", "region"), _time(case)])
    try:
        return _policy(case, panel) if case.expect else _quantities(case, panel)
    except RegressionRefused as refused:
        category = CATEGORIES.get(refused.category, str(refused.category))
        return {"error": category, "message": str(refused)}


def _time(case: Case) -> str:
    return str(case.about.get("time", "year"))


def _quantities(case: Case, panel: pd.DataFrame) -> Answer:
    """Every model that the data can tell; the others by name, unless there is none to tell."""
    found: Answer = {}
    refusals: dict[str, RegressionRefused] = {}
    for specification in _specifications(case.about):
        try:
            found |= _answered(panel, specification)
        except RegressionRefused as refused:
            refusals[specification.name] = refused
    if refusals and not found:
        raise next(iter(refusals.values()))
    if refusals:
        found["refused"] = {name: str(why) for name, why in refusals.items()}
    return found


def _answered(panel: pd.DataFrame, specification: Specification) -> Answer:
    sample = common_sample(panel, specification.variables)
    fitted = fit(sample, specification, fewest=TWO)
    found = {f"{specification.name}.{name}": each for name, each in _model(fitted, sample).items()}
    return found | (_marginal(fitted, sample) if specification.moderator else {})


def _specifications(about: Mapping[str, Any]) -> Iterator[Specification]:
    y, columns = about["y"], [tuple(column) for column in about["columns"]]
    for number, column in enumerate(columns, 1):
        yield Specification(f"c{number}", y, column)
    yield Specification("twoway_last", y, columns[-1], time_effects=True)
    if "moderator" in about:
        x, z = about["x"], about["moderator"]
        holding = [column for column in columns if x in column] or [(x,)]
        controls = tuple(name for name in max(holding, key=len) if name != x)
        yield Specification("moderator", y, (x, z, *controls))
        yield Specification("interaction_centred", y, (x, *controls), moderator=z)


def _model(fitted: Fit, sample: Sample) -> Answer:
    two_way = fitted.specification.time_effects
    fields = FIELDS | (TWO_WAY if two_way else ONE_WAY)
    short = _short_names(fitted)
    found: Answer = {
        name: {
            short.get(each.name, each.name): getattr(each, field) for each in fitted.coefficients
        }
        for name, field in fields.items()
    }
    found |= {"r2_within": fitted.r2_within, "n": fitted.n, "g": fitted.entities}
    if two_way:
        return found
    test = hausman(sample, fitted.specification)
    return found | {
        "fixef": fitted.intercepts,
        "f_pool": fitted.f_effects,
        "f_pool_p": fitted.f_effects_p,
        "hausman_chi2": test.statistic,
        "hausman_p": test.p,
    }


def _short_names(fitted: Fit) -> dict[str, str]:
    centring = fitted.centring
    if centring is None:
        return {}
    return {centring.main: ".xc", centring.level: ".zc", centring.product: ".xz"}


def _marginal(fitted: Fit, sample: Sample) -> Answer:
    levels = levels_by_region(sample.data[fitted.specification.moderator])["mean"]
    effects = {region: marginal_effect(fitted, level).effect for region, level in levels.items()}
    return {
        "marginal_effect": {region: each.estimate for region, each in effects.items()},
        "marginal_effect_se": {region: each.se_cr1 for region, each in effects.items()},
    }


def _policy(case: Case, panel: pd.DataFrame) -> Answer:
    """What the expectations of a case concern: a transformation, a model, or the panel itself."""
    found: Answer = {}
    for expectation in case.expect:
        if "transform" in expectation:
            natural_log(panel[_argument(expectation["transform"])].unstack(_time(case)))
        elif "model" in expectation:
            found |= _estimated(panel, expectation["model"])
        elif "quantity" not in expectation:
            common_sample(panel, list(panel.columns))
    return found


def _argument(transform: str) -> str:
    """Return the variable of a transformation such as ln(rcc)."""
    return re.sub(r"^\w+\(|\)$", "", transform)


def _estimated(panel: pd.DataFrame, model: Mapping[str, Any]) -> Answer:
    specification = Specification(
        "model", model["y"], tuple(model["x"]), time_effects=model.get("effects") == "two-way"
    )
    sample = common_sample(panel, specification.variables)
    fitted = fit(sample, specification)
    return {
        "coef": {each.name: each.estimate for each in fitted.coefficients},
        "rows_used_without_singletons": fitted.n,
        "g": fitted.entities,
        "singletons": list(sample.dropped_singletons),
    }
