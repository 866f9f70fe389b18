"""What a corrected edition changed in one brief, as the covering letter lists it.

Compared are the facts that both editions keep beside their briefs, as printed: a difference that
rounding hides is none.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.errors import Place, Problem, Refused
from generator.findings.claims import Claim, Count, Number, Rank, Slot, Text, Verbatim, Year
from generator.findings.facts import MEASURE
from generator.presentation.language.numbers import MISSING, rounded

MOST = 8
"""Changes that a letter lists; the others are counted."""

NOT_PRINTED = frozenset({"grp"})
"""Measures that no brief prints."""

_Fact = Mapping[str, Any]
_Facts = Mapping[tuple[str, str, int], _Fact]


def changes(old: Path, new: Path, subject: str, year: int) -> tuple[Claim, ...]:
    """List what a reader of a brief would see changed.

    Parameters
    ----------
    old, new
        Folders of the edition that is replaced and of the one that replaces it.
    subject, year
        Region or nation, and reference year.

    Returns
    -------
    tuple of Claim
        Values of the reference year first and by name, then the number of others; empty where
        no number changed, or an edition keeps no facts.

    Raises
    ------
    Refused
        If the facts of an edition cannot be read.
    """
    before, after = _facts(old, subject), _facts(new, subject)
    if not before or not after:
        return ()
    differing = [key for key in {**before, **after} if _differ(before.get(key), after.get(key))]
    named = [key for key in differing if _named(key, year)]
    lines = [_line(key, before.get(key), after.get(key)) for key in named[:MOST]]
    others = len(differing) - len(lines)
    if others:
        lines.append(Claim("letter.change_others", "note", {"k": Count(others)}))
    return tuple(lines)


def _facts(folder: Path, subject: str) -> _Facts:
    path = folder / "facts" / f"{subject}.json"
    if not path.exists():
        return {}
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {
            (str(each["measure"]), str(each["industry"]), int(each["period"])): each
            for each in content["facts"]
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        slots = {"found": type(error).__name__}
        raise Refused([Problem("problem.manifest", Place(str(path)), slots)]) from error


def _named(key: tuple[str, str, int], year: int) -> bool:
    measure, industry, period = key
    return measure in MEASURE and not industry and period == year


def _differ(old: _Fact | None, new: _Fact | None) -> bool:
    one = new or old or {}
    if one.get("measure") in NOT_PRINTED:
        return False
    ranks = [(each.get("rank"), each.get("of")) if each else (None, None) for each in (old, new)]
    return _printed(old) != _printed(new) or (not one.get("industry") and ranks[0] != ranks[1])


def _printed(fact: _Fact | None) -> object:
    if fact is None or fact["value"] is None:
        return None
    return rounded(fact["value"], int(fact["decimals"]))


def _line(key: tuple[str, str, int], old: _Fact | None, new: _Fact | None) -> Claim:
    measure, _, period = key
    slots: dict[str, Slot] = {"indicator": Text(f"measure.{measure}"), "year": Year(period)}
    if _printed(old) == _printed(new):
        ranks = dict(zip(("v0", "v1"), _ranks(old, new), strict=True))
        return Claim("letter.change_rank", "note", {**slots, **ranks})
    values = dict(zip(("v0", "v1"), (_value(old, measure), _value(new, measure)), strict=True))
    return Claim("letter.change", "note", {**slots, "unit": Text(f"unit.{measure}"), **values})


def _ranks(*facts: _Fact | None) -> Iterator[Slot]:
    for fact in facts:
        rank = fact.get("rank") if fact else None
        yield Rank(int(rank)) if rank is not None else Verbatim(MISSING)


def _value(fact: _Fact | None, measure: str) -> Slot:
    if fact is None or fact["value"] is None:
        return Verbatim(MISSING)
    style = "signed" if MEASURE[measure].signed else "plain"
    return Number(float(fact["value"]), int(fact["decimals"]), style)
