"""Which module answers which kind of case, and how a refusal is answered."""

import importlib.util
from collections.abc import Callable, Mapping
from typing import Any

from generator.economics.regression import RegressionRefused
from generator.economics.values import ImpossibleValueError

from .case import Case, InvalidInputError, plain

Answer = Mapping[str, Any]
VALIDATION = "validation"


def answer(case: Case) -> tuple[str, dict[str, Any]]:
    """Name of a case and its results, ready for a file; a refusal is an answer as well."""
    try:
        found = ANSWERS[case.kind](case)
    except (ImpossibleValueError, InvalidInputError) as error:
        found = {"error": VALIDATION, "message": str(error)}
    except RegressionRefused as error:
        found = {"error": str(error.category), "message": str(error)}
    return case.name, {name: plain(value) for name, value in found.items()}


def _panel(case: Case) -> Answer:
    if importlib.util.find_spec(".panels", __package__) is None:
        return {}
    return importlib.import_module(".panels", __package__).answer(case)


ANSWERS: Mapping[str, Callable[[Case], Answer]] = {"panel": _panel, "policy_panel": _panel}
