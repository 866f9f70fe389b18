"""Associations made from panels whose truth is known."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from generator.economics.estimation.regression import common_sample, fit
from generator.findings.measuring.association import JOINT, SPECIFICATIONS, Association
from generator.findings.measuring.associations.variety_comparison import compare_varieties
from generator.findings.measuring.moderators import Level
from generator.findings.measuring.robustness_checks import checks, moderations
from generator.findings.measuring.unit_panel import OUTCOME

YEARS = range(2014, 2026)


@dataclass(frozen=True)
class Truth:
    """What the panel is made of.

    ``div`` is the coefficient of diversification (of related variety where ``uv`` gives another
    one for unrelated variety), ``inn`` that of its product with the moderator INN, ``one_unit``
    an effect in the first unit alone; ``spread`` says how far variety moves within units, and
    ``memory`` how much of that is left the year after.
    """

    div: float = 0.0
    uv: float | None = None
    inn: float = 0.0
    one_unit: float = 0.0
    noise: float = 0.02
    units: int = 17
    spread: float = 0.1
    memory: float = 0.0


def panel(truth):
    """Variables of the regression for units R01, R02 …."""
    rng = np.random.default_rng(12)
    names = [f"R{number:02}" for number in range(1, truth.units + 1)]
    index = pd.MultiIndex.from_product([names, YEARS], names=["region", "year"])
    size, years = len(index), len(YEARS)
    found = pd.DataFrame(index=index)
    for name in ("RV", "UV"):
        lasting = np.repeat(rng.normal(1.2, 0.2, truth.units), years)
        moved = rng.normal(0, truth.spread, (truth.units, years))
        for year in range(1, years):
            moved[:, year] += truth.memory * moved[:, year - 1]
        found[name] = lasting + moved.ravel()
    found["DIV"] = found["RV"] + found["UV"]
    found["INN"] = np.repeat(rng.uniform(5, 15, truth.units), years)
    found["HC"] = np.repeat(rng.uniform(22, 25, truth.units), years)
    found["ln_population"] = rng.normal(13, 0.1, size)
    found["ln_investment_rate"] = rng.normal(-1.8, 0.2, size)
    first = index.get_level_values("region") == "R01"
    found[OUTCOME] = (
        truth.div * found["RV"]
        + (truth.div if truth.uv is None else truth.uv) * found["UV"]
        + truth.inn * (found["INN"] - 10) * (found["DIV"] - 2.4)
        + truth.one_unit * first * found["DIV"]
        + rng.normal(0, truth.noise, size)
    )
    return found


def associated(**truth):
    """The association that a panel of this truth gives."""
    drawn = panel(Truth(**truth))
    sample = common_sample(drawn, list(drawn.columns))
    fits = tuple(fit(sample, each) for each in SPECIFICATIONS)
    by_name = {each.specification.name: each for each in fits}
    by_unit = drawn.groupby(level="region").first()
    return Association(
        fits,
        {unit: (unit,) for unit in by_unit.index},
        checks=checks(sample, by_name),
        moderations=moderations(sample, fits),
        levels={name: Level(name, 2022, by_unit[name]) for name in ("INN", "HC")},
        without_figures=("FIN",),
        varieties=compare_varieties(drawn, sample, by_name[JOINT]),
    )
