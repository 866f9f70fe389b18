"""Claims and numbers reduced to what a reader can see of them.

Two claims that are reduced to the same value are printed as the same sentence in every language.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from generator.findings.claims import Claim, Interval, Number, Probability
from generator.findings.rounding import rounded

SMALL_P = 0.00095
"""Below this a p-value is printed as below 0.001; others have three decimals."""

OTHER_DIGITS = 6
"""Significant digits of numbers for which nothing else is agreed."""


def printed(value: float | None, decimals: int) -> str | None:
    """Return a number as its printed digits, in no language; ``None`` where it is missing."""
    return None if value is None or math.isnan(value) else str(rounded(value, decimals))


def printed_claim(claim: Claim) -> dict[str, Any]:
    """Reduce a claim to its message and its slots as printed; evidence is not printed."""
    slots = {name: plain(slot) for name, slot in claim.slots.items()}
    return {"key": claim.key, "count": claim.count, "slots": slots}


def printed_claims(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """Reduce several claims, in order."""
    return [printed_claim(claim) for claim in claims]


def plain(value: Any) -> Any:  # noqa: ANN401 - walks any value of a brief
    """Reduce any value of a brief to plain values as printed.

    Raises
    ------
    TypeError
        For a kind of value of which nothing is agreed: it must not be overlooked in silence.
    """
    reduce = _AGREED.get(type(value))
    if reduce is not None:
        return reduce(value)
    return value if value is None or isinstance(value, str | int) else _composed(value)


_AGREED: Mapping[type, Callable[[Any], Any]] = {
    Number: lambda slot: ["number", printed(slot.value, slot.decimals), slot.style],
    Interval: lambda slot: [printed(end, slot.decimals) for end in (slot.low, slot.high)],
    Probability: lambda slot: ["p", "small" if slot.value < SMALL_P else printed(slot.value, 3)],
    Claim: printed_claim,
    float: lambda number: f"{number:.{OTHER_DIGITS}g}",
    date: date.isoformat,
}


def _composed(value: Any) -> Any:  # noqa: ANN401 - walks any value of a brief
    if is_dataclass(value) and not isinstance(value, type):
        inside = {each.name: plain(getattr(value, each.name)) for each in fields(value)}
        return [type(value).__name__, inside]
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(str(inner) for inner in value)
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    raise TypeError(type(value).__name__)
