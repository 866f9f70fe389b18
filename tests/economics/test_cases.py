"""The same quantities by other programs (R, scipy, statsmodels), on published and made-up data."""

import json
from functools import cache

import pandas as pd
import pytest

from generator.economics.regression import Specification, common_sample, fit
from tests.oracles.__main__ import main

from .case_files import CASES, agreement, answered, expected, names, plain, quantities, read, same

KINDS = ("B1", "C", "G", "H", "I", "M", "S", "T")
"""How the folders of cases begin that hold numbers, those of panel regressions apart."""

ALL_BUT_PANELS = [each for prefix in KINDS for each in quantities(prefix)]


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


@pytest.mark.parametrize(("case", "quantity", "value"), ALL_BUT_PANELS)
def test_the_same_as_other_programs(case, quantity, value):
    """EconGeo, REAT, vegan, ineq, IC2, dineq, sandwich, pysal, statsmodels, scipy and base R."""
    assert same(answered(case)[quantity], value, agreement(case, quantity))


@pytest.mark.parametrize(("case", "quantity", "value"), quantities("P"))
def test_panel_models_agree(case, quantity, value):
    """Estimates are those of plm, inference that of clubSandwich."""
    model, name = quantity.split(".")
    if name == "fixef":
        mean = sum(value.values()) / len(value)
        value = {region: effect - mean for region, effect in value.items()}
    assert same(plain(panel_quantity(panel_model(case, model), name)), value)


@pytest.mark.parametrize("prefix", [*KINDS, "P", "E"])
def test_there_are_cases(prefix):
    """No kind of case is empty, so the tests above do test something."""
    assert names(prefix)


def test_the_command_answers_every_case(tmp_path):
    """`python -m tests.oracles CASES RESULTS` writes one file of results for each case."""
    assert main([str(CASES), str(tmp_path)]) == 0
    case, quantity, value = quantities("T1")[0]
    assert {file.stem for file in tmp_path.iterdir()} == set(names(""))
    found = json.loads((tmp_path / f"{case}.json").read_text(encoding="utf-8"))
    assert same(found[quantity], value)


@pytest.mark.parametrize(
    ("about", "table", "named"),
    [
        ('{"kind": "multiple"}', "region,p\nR1,0.2\nR2,none\n", "line 3, p: none"),
        ('{"kind": "multiple"}', "region,q\nR1,0.2\n", "'p'"),
        ('{"kind": "multiple"}', "region,p\nR1,0.2\nR1,0.3\n", "R1"),
        ('{"kind": "multiple"}', "region,p\nR1,1.2\n", "R1"),
        ('{"kind": "multiple"}', "region,p\n,0.2\n", "line 2, region"),
        (
            '{"kind": "structure"}',
            "region,industry,group,value\nR1,a,G,1\nR2,a,H,2\nR1,b,G,1\nR2,b,G,4\n",
            "duplicate: a",
        ),
        ('{"kind": "convergence", "t0": 1}', "unit,y0,y1\na,1,2\n", "t1"),
        ('{"kind": "demography"}', "region,stock_start,opened,liquidated\nR1,9,1.5,0\n", "R1"),
        ('{"kind": "astrology"}', "region\n", "astrology"),
        ('{"kind": ', "", "JSON"),
        ('{"kind": "trend"}', None, "input.csv"),
    ],
)
def test_a_broken_case_is_an_answer(tmp_path, about, table, named):
    """What cannot be read is named in the results of its case, and the run goes on."""
    folder = tmp_path / "cases" / "broken"
    folder.mkdir(parents=True)
    (folder / "expected.json").write_text(about, encoding="utf-8")
    if table is not None:
        (folder / "input.csv").write_text(table, encoding="utf-8")
    assert main([str(tmp_path / "cases"), str(tmp_path)]) == 0
    found = json.loads((tmp_path / "broken.json").read_text(encoding="utf-8"))
    assert found["error"] == "validation"
    assert named in found["message"]
