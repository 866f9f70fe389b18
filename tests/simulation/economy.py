"""Regional economies whose growth depends on their diversification by a known amount.

Employment of every region and industry wanders from year to year. Diversification, related and
unrelated variety are computed from it by the program itself, never drawn; output follows from the
growth that the true model gives, and the outcome is computed from output as the program does it.
Regions that grow faster for lasting reasons are more diversified too, so that an estimate without
region effects is wrong.
"""

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from generator.economics.estimation.regression import natural_log
from generator.economics.indices.growth import real_growth
from generator.economics.indices.specialisation import structural_shares
from generator.economics.indices.variety import entropy, related_variety, unrelated_variety

GROUPS = {f"I{number:02}": f"G{number // 3}" for number in range(12)}

TRUTH = MappingProxyType(
    {
        "DIV": 0.5,
        "Z": 0.2,
        "DIV×Z": 0.15,
        "lnmarket": -0.27,
        "lnfdi": 0.08,
        "lnpop": -0.06,
        "gp": -0.8,
    }
)
"""Coefficients of the model that made the data; DIV and Z as deviations from MIDDLE."""

CONTROLS = ("lnmarket", "lnfdi", "lnpop", "gp")
MIDDLE = MappingProxyType({"DIV": 2.2, "Z": 1.0})

EFFECT = 0.3
SPREAD = 0.9
EVENNESS = 0.15
STEP = 0.08
ERROR = 0.15
PERSISTENCE = 0.5


@dataclass(frozen=True)
class Design:
    """How many regions and years a simulated panel has."""

    regions: int = 20
    years: int = 9


@dataclass(frozen=True)
class Economy:
    """One simulated panel.

    ``panel`` is indexed by (region, year), with DIV, RV, UV, Z, the controls, and the outcome
    ``lnrcc``; ``effects`` and ``errors``, in the same order, are what a regression cannot see.
    """

    panel: pd.DataFrame
    effects: np.ndarray
    errors: np.ndarray

    def outcome(self, truth):
        """Return the outcome under other coefficients, with the same effects and errors."""
        x, z = (self.panel[name].to_numpy() - MIDDLE[name] for name in ("DIV", "Z"))
        terms = {"DIV": x, "Z": z, "DIV×Z": x * z} | {
            name: self.panel[name].to_numpy() for name in CONTROLS
        }
        systematic = sum(truth[name] * terms[name] for name in TRUTH)
        return self.effects + systematic + self.errors


def economy(rng, design):
    """Draw one economy.

    Parameters
    ----------
    rng
        Source of random numbers.
    design
        Size of the panel.
    """
    shape = (design.regions, design.years)
    regions = [f"R{number:02}" for number in range(1, design.regions + 1)]
    years = range(2014, 2014 + design.years)
    index = pd.MultiIndex.from_product([regions, years], names=["region", "year"])
    effect = rng.normal(0, EFFECT, design.regions)
    panel = pd.DataFrame(index=index)
    shares = structural_shares(_employment(rng, effect, index))
    panel["DIV"] = entropy(shares)
    panel["RV"] = related_variety(shares, GROUPS)
    panel["UV"] = unrelated_variety(shares, GROUPS)
    panel["Z"] = (
        rng.normal(1, 0.5, (design.regions, 1)) + _persistent(rng, shape, 0.9, 0.3)
    ).ravel()
    panel["lnmarket"] = (
        rng.normal(8.5, 0.3, (design.regions, 1)) + _walk(rng, shape, 0.08)
    ).ravel()
    panel["lnfdi"] = (
        rng.normal(3, 0.5, (design.regions, 1)) + _persistent(rng, shape, 0.3, 0.5)
    ).ravel()
    panel["lnpop"] = (rng.normal(13, 0.5, (design.regions, 1)) + _walk(rng, shape, 0.03)).ravel()
    panel["gp"] = (
        rng.normal(0.2, 0.03, (design.regions, 1)) + _persistent(rng, shape, 0.5, 0.02)
    ).ravel()
    errors = _persistent(rng, shape, PERSISTENCE, ERROR).ravel()
    drawn = Economy(panel, np.repeat(effect, design.years), errors)
    panel["lnrcc"] = relative_growth(_output(drawn.outcome(TRUTH), panel.index, rng))
    return drawn


def relative_growth(output):
    """Log of the growth of each region relative to that of the nation, by (region, year).

    ``output`` is regions and the nation by year, in constant prices, one year earlier than asked.
    """
    index = 100 * output / output.shift(axis=1)
    index = real_growth(index.iloc[:, 1:]) + 100
    relative = index.drop(index="nation") / index.loc["nation"]
    return natural_log(relative).stack()


def _employment(rng, effect, index):
    """Persons employed by (region, year) and industry; evener where the effect is high."""
    regions, years = (len(level) for level in index.levels)
    base = rng.normal(10, 0.5, len(GROUPS))
    spread = SPREAD * np.exp(-EVENNESS * effect / EFFECT)
    lasting = spread[:, None] * rng.normal(0, 1, (regions, len(GROUPS)))
    wandering = np.cumsum(rng.normal(0, STEP, (regions, years, len(GROUPS))), axis=1)
    logs = base + lasting[:, None, :] + wandering
    return pd.DataFrame(np.exp(logs).reshape(-1, len(GROUPS)), index=index, columns=list(GROUPS))


def _output(outcome, index, rng):
    """Output of regions and nation in constant prices that gives this relative growth."""
    table = pd.Series(outcome, index=index).unstack()
    national = np.exp(rng.normal(0.03, 0.02, table.shape[1]))
    path = np.exp(table.to_numpy()) * national
    levels = np.column_stack([np.full(len(table), 100.0), 100 * np.cumprod(path, axis=1)])
    nation = np.append(2000.0, 2000 * np.cumprod(national))
    first = table.columns.min() - 1
    columns = [first, *table.columns]
    return pd.DataFrame(
        np.vstack([levels, nation]), index=[*table.index, "nation"], columns=columns
    )


def _walk(rng, shape, step):
    return np.cumsum(rng.normal(0, step, shape), axis=1)


def _persistent(rng, shape, persistence, spread):
    """Stationary first-order autoregression along the years."""
    found = np.empty(shape)
    found[:, 0] = rng.normal(0, spread, shape[0])
    innovation = spread * np.sqrt(1 - persistence**2)
    for year in range(1, shape[1]):
        found[:, year] = persistence * found[:, year - 1] + rng.normal(0, innovation, shape[0])
    return found
