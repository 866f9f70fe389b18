"""Which function answers which kind of case, and how a refusal is answered."""

from collections.abc import Callable, Mapping
from typing import Any

from generator.economics.estimation.regression import RegressionRefused

from . import changes, counts, inequalities, panels, structures
from .case import Case, InvalidInputError, plain

Answer = dict[str, Any]

VALIDATION = "validation"


def answer(case: Case) -> Answer:
    """Results of a case by the name of the quantity, ready for a file; a refusal is one as well.

    What cannot be read or computed is answered with ``error`` and ``message`` instead.
    """
    try:
        found = _kind(case)(case)
    except RegressionRefused as error:
        found = {"error": error.category.replace(" ", "_"), "message": str(error)}
    except (ValueError, KeyError) as error:
        # A value that cannot be, a file that is none, a column or option that is not there.
        found = {"error": VALIDATION, "message": f"{type(error).__name__}: {error}"}
    return {name: plain(value) for name, value in found.items()}


def _kind(case: Case) -> Callable[[Case], Answer]:
    if case.kind not in ANSWERS:
        message = f"no answer to cases of this kind: {case.kind}"
        raise InvalidInputError(message)
    return ANSWERS[case.kind]


def policy_panel(case: Case) -> Answer:
    """What a panel must be refused for, and what is undefined for which of its regions."""
    variables = [each["model"]["x"][0] for each in case.expect if "model" in each]
    quantities = [each["quantity"] for each in case.expect if "quantity" in each]
    found = panels.answer(case)
    for quantity in quantities:
        found |= changes.history(case, quantity, variables[0])
    return found


ANSWERS: Mapping[str, Callable[[Case], Answer]] = {
    "structure": structures.answer,
    "policy_structure": structures.answer,
    "inequality": inequalities.inequality,
    "convergence": inequalities.convergence,
    "contribution": changes.contribution,
    "shiftshare": changes.shiftshare,
    "shiftshare_dynamic": changes.shiftshare_dynamic,
    "resilience": changes.resilience,
    "trend": changes.trends,
    "demography": counts.demography,
    "social": counts.social,
    "multiple": counts.multiple,
    "panel": panels.answer,
    "policy_panel": policy_panel,
}
