"""Facts: one number each, chosen once, with all that a reader may ask about it.

A fact knows what it measures, for whom, in which unit and reference period, from which vintage
and sources, and with what status. It knows no language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Fact:
    """One number about one subject.

    ``value`` is ``None`` when there is none; ``reason`` then says why: ``no_data`` (nothing was
    published), ``borders`` (the region's borders changed, so the comparison is impossible),
    ``undefined`` (the formula has no value here). ``status`` is ``computed`` for values derived
    from published figures, or the status of the published figure itself (``published``,
    ``preliminary``, ``quoted`` …). ``rank`` counts from the largest of the ``of`` regions that
    have a value. ``national`` is the nation's value of the same measure. ``months`` counts those
    from January of the ``period`` that the figure covers; 0 is the whole year.
    """

    subject: str
    measure: str
    value: float | None
    unit: str
    decimals: int
    period: int
    vintage: str
    status: str
    sources: tuple[str, ...]
    industry: str = ""
    reason: str = ""
    rank: int | None = None
    tied: int = 1
    of: int | None = None
    national: float | None = None
    change: float | None = None
    change_kind: str = ""
    remark: str = ""
    months: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return the fact as plain values; floats keep 12 significant digits."""
        return {name: _plain(getattr(self, name)) for name in _FIELDS}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "Fact":
        """Read a fact that was written as plain values, perhaps by an older version.

        Raises
        ------
        TypeError
            If something is missing that every fact has.
        """
        known = {each.name for each in fields(cls)}
        kept = {key: value for key, value in content.items() if key in known}
        return cls(**{**kept, "sources": tuple(content.get("sources", ()))})


_FIELDS = tuple(each.name for each in fields(Fact))


def _plain(value: object) -> object:
    if isinstance(value, float):
        return float(f"{value:.12g}")
    if isinstance(value, tuple):
        return list(value)
    return value
