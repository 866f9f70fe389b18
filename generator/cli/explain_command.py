"""The passport of a number in words."""

import math
import re
from datetime import date

from generator.cli.console import say
from generator.dataset.panel import Observation
from generator.findings.claims import Count, Day, Rank, Slot, Text, Verbatim, Year
from generator.findings.facts import Fact
from generator.findings.passport import Earlier, Passport, formula_key
from generator.presentation.localisation.language import Language


def say_passport(found: Passport, language: Language) -> None:
    """Say value, rank, formula, inputs with their place, and earlier values."""
    fact = found.fact
    say(_value(fact, language))
    say(language.say("cli.explain.formula", text=Text(formula_key(fact.measure))))
    asof: dict[str, Slot] = {
        "date": Day(date.fromisoformat(fact.vintage)),
        "status": Text(f"passport.status.{fact.status}"),
    }
    say(language.say("cli.explain.asof", **asof))
    say(language.say("cli.explain.inputs" if found.inputs else "cli.explain.no_inputs"))
    for each in found.inputs:
        say(f"  {_input(each, language)}")
    say(language.say("cli.explain.earlier" if found.earlier else "cli.explain.no_earlier"))
    for before in found.earlier:
        say(f"  {_earlier(before, fact, language)}")


_PHASE = re.compile(r"(?P<name>[a-z]+)_(?P<base>\d{4})_(?P<last>\d{4})", re.ASCII)
"""A measure of a phase: the year before it, and its last year."""


def indicator(measure: str, language: Language) -> Slot:
    """Name a measure in words, with its years where it is of a phase (``growth_2014_2016``)."""
    phase = _PHASE.fullmatch(measure)
    if phase is None:
        return Text(f"measure.{measure}")
    years: dict[str, Slot] = {"y0": Year(int(phase["base"]) + 1), "y1": Year(int(phase["last"]))}
    return Verbatim(language.say(f"measure.{phase['name']}_phase", **years))


def unit(measure: str, code: str, language: Language) -> Slot:
    """Name the unit of a measure in words: its own, or in short where no brief prints it apart."""
    key = f"unit.{measure}"
    return Text(key if language.knows(key) else f"short_unit.{code}")


def _named(code: str, industry: str, language: Language) -> Verbatim:
    region = language.region(code, "nom")
    return Verbatim(f"{region} · {language.industry(industry, 'nom')}" if industry else region)


def _value(fact: Fact, language: Language) -> str:
    slots: dict[str, Slot] = {
        "subject": _named(fact.subject, fact.industry, language),
        "indicator": indicator(fact.measure, language),
        "year": Year(fact.period),
        "v": Verbatim(language.number(fact.value, fact.decimals)),
        "unit": unit(fact.measure, fact.unit, language),
    }
    return _ranked(language.say("cli.explain.value", **slots), fact.rank, fact.of, language)


def _ranked(text: str, rank: int | None, of: int | None, language: Language) -> str:
    if rank is None or of is None:
        return text
    slots: dict[str, Slot] = {"rank": Rank(rank), "n_all": Count(of)}
    return f"{text}; {language.say('cli.explain.rank', **slots)}"


def _input(each: Observation, language: Language) -> str:
    slots: dict[str, Slot] = {
        "subject": _named(each.region, each.industry, language),
        "indicator": table_name(each.table, language),
        "year": Year(each.year),
        "v": Verbatim(_as_delivered(each.value, language)),
        "file": Verbatim(f"{each.vintage}/{each.file}"),
        "row": Verbatim(str(each.row)),
        "source": Verbatim(each.source),
        "status": Text(f"passport.status.{each.status}"),
    }
    return language.say("cli.explain.input", **slots)


def table_name(table: str, language: Language) -> Slot:
    """Name an input table in words, or by its code where it has no name."""
    key = f"table.{table}"
    return Text(key) if language.knows(key) else Verbatim(table)


def _as_delivered(value: float, language: Language) -> str:
    """Print a figure with all the digits that it was delivered with."""
    if math.isnan(value):
        return language.number(None)
    _, _, digits = f"{value:.15g}".partition(".")
    return language.number(value, len(digits))


def _earlier(before: Earlier, fact: Fact, language: Language) -> str:
    slots: dict[str, Slot] = {
        "date": Day(date.fromisoformat(before.vintage)),
        "v": Verbatim(language.number(before.value, fact.decimals)),
        "status": Text(f"passport.status.{before.status}"),
    }
    text = language.say("cli.explain.before", **slots)
    return _ranked(text, before.rank, before.of, language)
