"""The command ``explain``: the passport of one number, in words."""

import argparse
import json
import math
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from generator.cli.console import say, unit
from generator.dataset.cumulative.year_to_date import WHOLE_YEAR
from generator.dataset.panel import Observation, Origin, Panel
from generator.dataset.vintages import history
from generator.errors import ExitCode, Problem, RequestProblems
from generator.findings.brief_set import prepare, reference_year, years_with_output
from generator.findings.claims import Count, Day, Rank, Slot, TextSlot, Verbatim, Year
from generator.findings.facts import Fact
from generator.findings.measures import measure_of
from generator.findings.measuring.public_finance.year_so_far import UNTIL
from generator.findings.passport import Earlier, Figure, Passport, passport
from generator.presentation.indicator_names import indicator
from generator.presentation.localisation.language import Language
from generator.presentation.visible_content import newest_facts
from generator.project import Project


def say_passport(panel: Panel, found: Passport, language: Language) -> None:
    """Say value, rank, formula, inputs with their place, and earlier values."""
    fact = found.fact
    say(_value(fact, language))
    say(language.say("cli.explain.formula", text=TextSlot(measure_of(fact.measure).formula_key)))
    asof: dict[str, Slot] = {
        "date": Day(date.fromisoformat(fact.vintage)),
        "status": TextSlot(f"passport.status.{fact.status}"),
    }
    say(language.say("cli.explain.asof", **asof))
    say(language.say("cli.explain.inputs" if found.inputs else "cli.explain.no_inputs"))
    for each in found.inputs:
        say(f"  {_input(each, language)}")
        if (origin := panel.origin(each)) is not None:
            say(f"    {_origin(origin, language)}")
    told = (*_gaps(panel, fact, language), *_released(panel, found, language))
    for line in dict.fromkeys(told):
        say(line)
    say(language.say("cli.explain.earlier" if found.earlier else "cli.explain.no_earlier"))
    for before in found.earlier:
        say(f"  {_earlier(before, fact, language)}")


def _named(code: str, industry: str, language: Language) -> Verbatim:
    region = language.region(code, "nom")
    return Verbatim(f"{region} · {language.industry(industry, 'nom')}" if industry else region)


def _value(fact: Fact, language: Language) -> str:
    slots: dict[str, Slot] = {
        "subject": _named(fact.subject, fact.industry, language),
        "indicator": indicator(fact.measure, language),
        "year": when(fact.period, fact.months, language),
        "v": Verbatim(language.number(fact.value, fact.decimals)),
        "unit": unit(fact.measure, fact.unit, language),
    }
    return _ranked(language.say("cli.explain.value", **slots), fact, language)


def _ranked(text: str, ranked: Fact | Earlier, language: Language) -> str:
    """Add the place, or the places that equal values share."""
    if ranked.rank is None or ranked.of is None:
        return text
    slots: dict[str, Slot] = {"rank": Rank(ranked.rank, ranked.tied), "n_all": Count(ranked.of)}
    return f"{text}; {language.say('cli.explain.rank', **slots)}"


def when(year: int, months: int, language: Language) -> Slot:
    """Name a year, or January to a month of it."""
    if not months:
        return Year(year)
    until: dict[str, Slot] = {"months": TextSlot(UNTIL[months - 1]), "year": Year(year)}
    return Verbatim(language.say("until.of_year", **until))


def _input(each: Figure, language: Language) -> str:
    if isinstance(each, Observation):
        industry, period, value = each.industry, (each.year, 0), each.value
    else:
        industry, value = "", each.printed
        period = each.period.year, each.period.months
    slots: dict[str, Slot] = {
        "subject": _named(each.region, industry, language),
        "indicator": _of_table(each, language),
        "year": when(*period, language),
        "v": Verbatim(_as_delivered(value, language)),
        "file": Verbatim(f"{each.vintage}/{each.file}"),
        "row": Verbatim(str(each.row)),
        "source": Verbatim(each.source),
        "status": TextSlot(f"passport.status.{each.status}"),
    }
    return language.say("cli.explain.input", **slots)


def _of_table(each: Figure, language: Language) -> Slot:
    """Name the table of a figure, and the quantity where the table counts several."""
    if isinstance(each, Observation) or not each.item:
        return TextSlot(f"table.{each.table}")
    item = language.say(f"input.local_budget_{each.item}")
    return Verbatim(f"{language.say(f'table.{each.table}')}, {item}")


def _gaps(panel: Panel, fact: Fact, language: Language) -> Iterator[str]:
    """Say why figures that a number needs are not there."""
    tables = measure_of(fact.measure).tables
    for gap in panel.left_out:
        here = gap.region in {"", fact.subject} and gap.year == fact.period
        if here and gap.table in tables and gap.months == (fact.months or WHOLE_YEAR):
            slots: dict[str, Slot] = {
                "items": TextSlot(f"input.{gap.table}"),
                "years": Verbatim(str(gap.year)),
            }
            yield language.say(f"left_out.{gap.reason}", **slots)


def _released(panel: Panel, found: Passport, language: Language) -> Iterator[str]:
    """Say when the tables behind a number were released, and how sure their status is."""
    for each in found.inputs:
        table = TextSlot(f"table.{each.table}")
        release = panel.releases.of(each.table, each.source, panel.vintage)
        if release is not None:
            day: dict[str, Slot] = {"indicator": table, "date": Day(release.released)}
            if release.next_release is None:
                yield language.say("cli.explain.released", **day)
            else:
                day["next"] = Day(release.next_release)
                yield language.say("cli.explain.released_next", **day)
        year = each.year if isinstance(each, Observation) else each.period.year
        known = panel.releases.status_of(each.table, year, each.status)
        if known is not None:
            sure: dict[str, Slot] = {
                "indicator": table,
                "year": Year(year),
                "status": TextSlot(f"passport.status.{each.status}"),
                "certainty": TextSlot(f"certainty.{known.certainty}"),
            }
            yield language.say("cli.explain.certainty", **sure)


def _origin(origin: Origin, language: Language) -> str:
    slots: dict[str, Slot] = {
        "file": Verbatim(origin.file),
        "name": Verbatim(origin.sheet),
        "item": Verbatim(origin.cell),
    }
    return language.say("cli.explain.origin", **slots)


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
        "status": TextSlot(f"passport.status.{before.status}"),
    }
    text = language.say("cli.explain.before", **slots)
    return _ranked(text, before, language)


def explain_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Show the passport of one number."""
    panels = history(project, asked.as_of)
    year = reference_year(panels[-1], asked.year)
    now = _fact(panels[-1], year, asked)
    earlier = [_fact(panel, year, asked) for panel in panels[:-1] if _has(panel, year, asked)]
    found = passport(panels[-1], now, earlier)
    if asked.json:
        answer = found.as_json()
        for told, each in zip(answer["inputs"], found.inputs, strict=True):
            if (origin := panels[-1].origin(each)) is not None:
                told["origin"] = asdict(origin)
        say(json.dumps(answer, ensure_ascii=False, indent=1, allow_nan=False))
    else:
        say_passport(panels[-1], found, language)
    return ExitCode.DONE


def _has(panel: Panel, year: int, asked: argparse.Namespace) -> bool:
    """Whether an earlier vintage has a brief of that subject and year with such a fact."""
    if year not in years_with_output(panel):
        return False
    try:
        _fact(panel, year, asked)
    except RequestProblems:
        return False
    return True


def _fact(panel: Panel, year: int, asked: argparse.Namespace) -> Fact:
    """Return the fact asked for; a measure or industry that the brief lacks is a problem."""
    (brief,) = prepare(panel, year, (asked.region,))
    printed = newest_facts(brief)
    named = [fact for fact in printed if fact.measure == asked.measure]
    if not named:
        expected = ", ".join(dict.fromkeys(fact.measure for fact in printed))
        slots = {"found": asked.measure, "expected": expected}
        raise RequestProblems([Problem("problem.unknown_measure", slots=slots)])
    for fact in named:
        if fact.industry == asked.industry:
            return fact
    slots = {"found": asked.industry, "expected": ", ".join(fact.industry for fact in named)}
    raise RequestProblems([Problem("problem.unknown_section", slots=slots)])
