"""Models that the data cannot tell are refused before anything is estimated."""

import numpy as np
import pandas as pd
import pytest

from generator.economics.estimation.identification import (
    Caution,
    cautions,
    require_identified,
    within,
)
from generator.economics.estimation.panel_sample import Refusal, RegressionRefused, Specification

from .simulated import simulated_panel

DATA = simulated_panel(np.random.default_rng(1))


def refusal(data, regressors, *, time_effects=False):
    """Why a model is refused, and what is named."""
    with pytest.raises(RegressionRefused) as refused:
        require_identified(data, Specification("", "y", regressors, time_effects=time_effects))
    return refused.value.category, refused.value.names


def test_a_sound_model_passes():
    """One-way and two-way."""
    for time_effects in (False, True):
        model = Specification("", "y", ("DIV", "lnpop"), time_effects=time_effects)
        assert require_identified(DATA, model) is None


def test_hardly_any_variation_is_none():
    """A regressor that moves by a millionth of its spread between regions is absorbed."""
    level = DATA["lnpop"].groupby("region").transform("mean")
    still = DATA.assign(still=level + 1e-9 * DATA["DIV"])
    assert refusal(still, ("DIV", "still")) == (Refusal.ABSORBED, ("still",))


def test_a_constant_is_absorbed():
    """A column of tenths has no variation of any kind, rounding apart."""
    assert refusal(DATA.assign(tenth=0.1), ("tenth", "DIV")) == (Refusal.ABSORBED, ("tenth",))


def test_only_members_of_an_identity_are_named():
    """half follows from DIV; lnpop has nothing to do with it."""
    data = DATA.assign(half=DATA["DIV"] / 2 + DATA["y"].groupby("region").transform("mean"))
    assert refusal(data, ("DIV", "lnpop", "half")) == (Refusal.COLLINEAR, ("DIV", "half"))


def test_an_identity_of_rounded_figures_is_one():
    """Shares in per cent, each rounded to its fourth decimal, add up to 100 but for the last."""
    parts = DATA[["DIV", "lnpop"]].mul([10, 1]).round(4)
    data = DATA.assign(**parts, rest=(100 - DATA["DIV"] * 10 - DATA["lnpop"]).round(4))
    assert refusal(data, (*parts, "rest")) == (Refusal.COLLINEAR, ("DIV", "lnpop", "rest"))


def test_variety_and_its_parts_are_an_identity_however_measured():
    """DIV is RV plus UV by definition: refused even where the figures do not show it."""
    noise = np.random.default_rng(4).normal(0, 1, (2, len(DATA)))
    data = DATA.assign(RV=noise[0], UV=noise[1])
    assert require_identified(data, Specification("", "y", ("DIV", "UV"))) is None
    assert refusal(data, ("DIV", "RV", "UV")) == (Refusal.COLLINEAR, ("DIV", "RV", "UV"))


@pytest.mark.parametrize(("share", "warned"), [(0.049, True), (0.051, False)])
def test_little_variation_is_less_than_a_twentieth(share, warned):
    """Of the total standard deviation, that around the means of the regions."""
    level = DATA["lnpop"].groupby("region").transform("mean")
    moves = DATA["lnpop"] - level
    between, within_ = level.std(ddof=0), moves.std(ddof=0)
    factor = share * between / within_ / np.sqrt(1 - share**2)
    data = DATA.assign(lnpop=level + factor * moves)
    found = dict(cautions(data, Specification("", "y", ("DIV", "lnpop"))))
    assert found.get(Caution.LITTLE_VARIATION) == (("lnpop",) if warned else None)


def test_an_identity_may_hide_behind_year_effects():
    """DIV plus a national series is DIV, once years have effects."""
    oil = pd.Series(DATA.index.get_level_values("year") % 5, index=DATA.index)
    data = DATA.assign(mix=DATA["DIV"] + oil)
    model = Specification("", "y", ("DIV", "mix"))
    assert require_identified(data, model) is None
    assert refusal(data, ("DIV", "mix"), time_effects=True)[0] == Refusal.COLLINEAR


def test_an_outcome_that_only_differs_between_regions_is_refused():
    """Without change over time there is nothing to explain."""
    data = DATA.assign(y=DATA["y"].groupby("region").transform("mean"))
    assert refusal(data, ("DIV",)) == (Refusal.NO_VARIATION, ("y",))


def test_effects_may_use_up_all_observations():
    """Two years, year effects and as many regressors as regions less one leave nothing over."""
    rng = np.random.default_rng(2)
    short = simulated_panel(rng, regions=10, years=2)
    names = tuple(f"x{number}" for number in range(9))
    for name in names:
        short[name] = rng.normal(size=len(short))
    assert refusal(short, names, time_effects=True) == (Refusal.TOO_FEW_PERIODS, ("0",))


def test_deviations_from_both_effects_of_an_unbalanced_panel():
    """Taking out dummies leaves no mean of any region or year."""
    rows = np.random.default_rng(3).random(len(DATA)) > 0.2
    left = within(DATA[rows], time_effects=True)
    for level in ("region", "year"):
        assert left.groupby(level=level).mean().abs().max().max() < 1e-12
