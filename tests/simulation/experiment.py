"""One economy after another: what is estimated, how often the truth is covered, what must fail."""

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.stats import t as student

from generator.economics.estimation.moderation import marginal_effect
from generator.economics.estimation.regression import Specification, common_sample, fit

from .economy import CONTROLS, MIDDLE, TRUTH, economy

SEED = 42
LEVEL = 0.05

MODEL = Specification("interaction", "lnrcc", ("DIV", *CONTROLS), moderator="Z")
ADDITIVE = Specification("additive", "lnrcc", ("DIV", "Z", *CONTROLS))


@dataclass(frozen=True)
class Outcome:
    """Results of all replications; rows are replications.

    ``estimates``, ``lows`` and ``highs`` have one column per coefficient of the truth; ``pooled``
    and ``shifted`` are coefficients of DIV without region effects and with next year's DIV;
    ``zero`` and ``permuted`` are p-values of DIV where its true coefficient is zero, and where
    each region has been given the DIV of another; ``usual`` says whether the interval of DIV from
    CR1 and t(G - 1) holds the truth, ``p`` is the p-value of DIV in the true model.
    """

    estimates: np.ndarray
    lows: np.ndarray
    highs: np.ndarray
    pooled: np.ndarray
    shifted: np.ndarray
    zero: np.ndarray
    permuted: np.ndarray
    usual: np.ndarray
    p: np.ndarray


def run(replications, design, *, processes=None):
    """Simulate and estimate, on all processors; the same numbers on any machine."""
    one = partial(replicate, design=design)
    count = processes or os.cpu_count() or 1
    if count == 1:
        found = [one(number) for number in range(replications)]
    else:
        with ProcessPoolExecutor(count) as pool:
            found = list(pool.map(one, range(replications), chunksize=8))
    columns = zip(*found, strict=True)
    return Outcome(*(np.array(column) for column in columns))


def replicate(number, design):
    """One replication, by its number."""
    rng = np.random.default_rng([SEED, number])
    drawn = economy(rng, design)
    panel = drawn.panel
    found = _true_coefficients(fit(common_sample(panel, MODEL.variables), MODEL))
    none = panel.assign(lnrcc=drawn.outcome({**TRUTH, "DIV": 0.0, "DIV×Z": 0.0}))
    order = rng.permutation(design.regions)
    paths = panel["DIV"].to_numpy().reshape(design.regions, design.years)
    other = panel.assign(DIV=paths[order].ravel())
    later = panel.assign(DIV=panel["DIV"].groupby("region").shift(-1))
    return (
        [each.estimate for each in found],
        [each.low for each in found],
        [each.high for each in found],
        _pooled(panel),
        _diversification(later).estimate,
        _diversification(none).p,
        _diversification(other).p,
        _usual(found[0], design),
        found[0].p,
    )


def _usual(found, design):
    """Whether the usual clustered interval of DIV holds the truth."""
    half = found.se_cr1 * student.ppf(0.975, design.regions - 1)
    return abs(found.estimate - TRUTH["DIV"]) <= half


def _true_coefficients(fitted):
    """Coefficients in the order of the truth, centred where the truth is centred."""
    centring = fitted.centring
    distance = MIDDLE["DIV"] - centring.mean
    return [
        marginal_effect(fitted, MIDDLE["Z"]).effect,
        fitted.combination({centring.level: 1.0, centring.product: distance}),
        fitted.coefficient(centring.product),
        *(fitted.coefficient(name) for name in CONTROLS),
    ]


def _diversification(panel):
    """Coefficient of DIV in the model without interaction."""
    return fit(common_sample(panel, ADDITIVE.variables), ADDITIVE).coefficient("DIV")


def _pooled(panel):
    """Coefficient of DIV at the middle of Z by ordinary least squares without region effects."""
    x, z = (panel[name].to_numpy() - MIDDLE[name] for name in ("DIV", "Z"))
    columns = [np.ones(len(panel)), x, z, x * z, panel[list(CONTROLS)].to_numpy()]
    table = np.column_stack(columns)
    return np.linalg.lstsq(table, panel["lnrcc"].to_numpy(), rcond=None)[0][1]
