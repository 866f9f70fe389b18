"""The same quantities by other programs (R, scipy, statsmodels), on published and made-up data."""

import json

import pytest

from tests.oracles.__main__ import main

from .case_files import CASES, agreement, answered, names, quantities, same

KINDS = ("B1", "C", "G", "H", "I", "M", "P", "S", "T")
"""How the folders of cases begin that hold numbers."""

ALL = [each for prefix in KINDS for each in quantities(prefix)]


@pytest.mark.parametrize(("case", "quantity", "value"), ALL)
def test_the_same_as_other_programs(case, quantity, value):
    """EconGeo, REAT, plm, clubSandwich, vegan, ineq, IC2, dineq, pysal, statsmodels, base R."""
    assert same(answered(case)[quantity], value, agreement(case, quantity))


@pytest.mark.parametrize("prefix", [*KINDS, "E"])
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
