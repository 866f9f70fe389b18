"""What the cases of panels cover, and what their policies ask for."""

import pytest

from .case_files import answered, expected, names, quantities

LEAST = 250
POLICIES = [case for case in names("E") if expected(case)["kind"] == "policy_panel"]


def test_there_are_cases():
    """Balanced and unbalanced panels, with interactions, by well over two hundred quantities."""
    assert len(names("P")) == 3
    assert len(quantities("P")) >= LEAST


@pytest.mark.parametrize("case", POLICIES)
def test_what_a_policy_asks_is_answered(case):
    """A refusal has its category and names what is concerned; else sample and singletons."""
    found = answered(case)
    for each in expected(case)["expect"]:
        if "category" in each:
            assert found["error"] == each["category"]
            for name in each.get("message_names", each.get("must_report", ())):
                assert name in found["message"]
        for key in {"rows_used_without_singletons", "singletons"} & each.keys():
            assert found[key] == each[key]
