"""The five figures at the top of the first page, every one a finished string."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.findings.claims import Count, Rank
from generator.findings.facts import Fact
from generator.presentation.tables.indicator_table import WITHOUT_NATION, Clerk

NO_BREAK = "\u00a0"

KEY_FIGURES = (
    "grp_per_capita",
    "real_growth",
    "contribution_pp",
    "entropy_nat",
    "unemployment_rate",
)
NATIONAL_KEY_FIGURES = (
    "grp_per_capita",
    "real_growth",
    "entropy_nat",
    "unemployment_rate",
    "investment_to_grp",
)

_COMPARED_WITH: Mapping[str, str] = {"contribution_pp": "real_growth"}
"""Measures beside which another one of the nation stands: contributions add up to its growth."""

_MONEY = frozenset({"thousand_kzt", "bn_kzt"})
"""Units of long numbers, which leave no room for their unit beside them."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the five figures at the top of the first page."""

    label: str
    value: str
    unit: str
    nation: str
    rank: str
    low: str
    high: str
    strip: Markup


def key_figures(clerk: Clerk) -> tuple[KeyFigure, ...]:
    """Print the five figures of a brief, those of the nation where it is about the nation."""
    chosen = NATIONAL_KEY_FIGURES if clerk.brief.national else KEY_FIGURES
    return tuple(_key_figure(clerk, clerk.brief.fact(measure)) for measure in chosen)


def _key_figure(clerk: Clerk, fact: Fact) -> KeyFigure:
    percent = fact.unit == "percent" and fact.value is not None
    low, high = clerk.ends(fact.measure)
    unit = "" if percent else clerk.language.say(f"short_unit.{fact.unit}")
    money = fact.unit in _MONEY
    label = clerk.name(fact.measure)
    return KeyFigure(
        f"{label}, {unit.replace(' ', NO_BREAK)}" if money else label,
        clerk.number(fact.measure, fact.value) + ("%" if percent else ""),
        "" if money or fact.value is None else unit,
        _beside_the_nation(clerk, fact),
        _rank_among(clerk, fact),
        low,
        high,
        clerk.strip(fact, size=(33.8, 5)),
    )


def _beside_the_nation(clerk: Clerk, fact: Fact) -> str:
    beside = _COMPARED_WITH.get(fact.measure, fact.measure)
    if beside in WITHOUT_NATION:
        return ""
    national = clerk.brief.fact(beside).national
    percent = "%" if fact.unit == "percent" and national is not None else ""
    return f"{clerk.language.say('kpi.nation')} {clerk.number(beside, national)}{percent}"


def _rank_among(clerk: Clerk, fact: Fact) -> str:
    if fact.rank is None or fact.of is None:
        return "–"
    first, last = Rank(fact.rank), Rank(fact.rank + fact.tied - 1)
    if fact.tied > 1:
        return clerk.language.say(
            "kpi.rank_tied", rank=first, rank_last=last, n_regions=Count(fact.of)
        )
    return clerk.language.say("kpi.rank", rank=first, n_regions=Count(fact.of))
