"""The command ``why``: what made a brief stale, down to the input figures."""

import argparse
import json
import math
from collections.abc import Iterator, Sequence
from datetime import date

from generator.classifications.regions import NATION
from generator.cli.brief_state import state, state_as_json
from generator.cli.console import say
from generator.cli.revisions_command import revised_line
from generator.dataset.cells_diff import RevisedFigure, revised_figures
from generator.dataset.vintages import load
from generator.errors import ExitCode, OblysError
from generator.findings.claims import Count, Slot, TextSlot, Verbatim, Year
from generator.findings.comparing.facts_diff import revised_beside, revised_facts
from generator.findings.correction import RevisedFact
from generator.findings.measures import YEARLY
from generator.pipeline import Survey, survey
from generator.presentation.localisation.language import Language
from generator.project import Project
from generator.publication.build_plan import KEEP, Step
from generator.publication.build_request import Request
from generator.publication.cache_key import BACKGROUND, Identity
from generator.publication.editions import issued_facts

MOST_LINES = 20
"""Lines on numbers that `why` prints; JSON has all."""
PARTS = ("numbers", BACKGROUND, "templates", "translations", "fonts", "code")
"""Parts of the identity of a brief, each with a message ``cause.<part>``."""


def why_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Say in plain words why a brief is stale, or that it is not."""
    request = Request(asked.year, asked.as_of, (asked.subject,), (asked.brief_language,))
    found = survey(project, request)
    (step,) = found.plan.steps
    figures = list(_figures(project, found, step))
    facts = _facts(found, step)
    if asked.json:
        answer = {
            **state_as_json(step),
            "figures": [_figure_json(each) for each in figures],
            "facts": [each.as_json() for each in facts],
        }
        say(json.dumps(answer, ensure_ascii=False, indent=1, allow_nan=False))
        return ExitCode.DONE
    say(f"{step.name}: {state(step, language)}")
    if step.action != KEEP or step.corrects or step.causes:
        _explain(step, (figures, facts), language)
    return ExitCode.DONE


def _explain(
    step: Step, revised: tuple[list[RevisedFigure], tuple[RevisedFact, ...]], language: Language
) -> None:
    """Name the parts that changed and those that did not, and the numbers behind them."""
    figures, facts = revised
    changed = [part for part in PARTS if part in _changed(step)]
    for key, parts in (
        ("cli.why.changed", changed),
        ("cli.why.unchanged", [part for part in PARTS if part not in (*changed, BACKGROUND)]),
    ):
        if parts and step.before:
            items = ", ".join(language.say(f"cause.{part}") for part in parts)
            say(language.say(key, items=Verbatim(items)))
    _say_first(
        [
            *(_figure(figure, language) for figure in figures),
            *(revised_line(fact, language) for fact in facts),
        ],
        language,
    )


def _say_first(lines: Sequence[str], language: Language) -> None:
    """Say the first lines, and how many there are besides."""
    for line in lines[:MOST_LINES]:
        say(f"  {line}")
    if len(lines) > MOST_LINES:
        say(f"  {language.say('cli.why.more', k=Count(len(lines) - MOST_LINES))}")


def _changed(step: Step) -> tuple[str, ...]:
    """Parts that differ from what the file that is there, or the issued one, was made from."""
    if step.before is None:
        return ()
    before = Identity.from_parts(json.loads(step.before.identity))
    return step.identity.differs_in(before)


def _facts(found: Survey, step: Step) -> tuple[RevisedFact, ...]:
    """Facts that changed since the file that is there was made, as printed, newest year first."""
    old = issued_facts(found.plan.folder, [step.brief.subject]).get(step.brief.subject)
    if old is None:
        return ()
    own = revised_facts(old, step.brief.facts)
    changed = [*own, *revised_beside(old, step.brief.facts)]
    return tuple(sorted(changed, key=lambda fact: -fact.period))


def _figures(project: Project, found: Survey, step: Step) -> Iterator[RevisedFigure]:
    """Input figures that were revised since the file that is there was made.

    Those of the subject and the nation come first, and of these the newest: a brief also shows
    where the other regions stand.
    """
    if step.before is None:
        return
    try:
        old = load(project, date.fromisoformat(step.before.vintage))
    except OblysError:
        return  # the deliveries no longer reach back so far; the facts say what changed
    used = {table for measure in YEARLY for table in measure.tables}
    near = {step.brief.subject, NATION}
    shown = (
        each
        for each in revised_figures(old, found.panel)
        if each.table in used and each.year <= step.brief.year
    )
    yield from sorted(shown, key=lambda each: (each.region not in near, -each.year))


def _figure(each: RevisedFigure, language: Language) -> str:
    name = language.region(each.region, "nom")
    if each.industry:
        name = f"{name} · {language.industry(each.industry, 'nom')}"
    change = language.percent(each.relative, 1, signed=True) if each.relative is not None else "–"
    slots: dict[str, Slot] = {
        "subject": Verbatim(name),
        "indicator": TextSlot(f"table.{each.table}"),
        "year": Year(each.year),
        "old": Verbatim(_plain(each.old, language)),
        "new": Verbatim(_plain(each.new, language)),
        "diff": Verbatim(change),
    }
    return language.say("cli.why.figure", **slots)


def _plain(value: float, language: Language) -> str:
    if math.isnan(value):
        return language.number(None, 0)
    _, _, digits = f"{value:.15g}".partition(".")
    return language.number(value, len(digits))


def _figure_json(each: RevisedFigure) -> dict[str, object]:
    return {
        "table": each.table,
        "region": each.region,
        "industry": each.industry,
        "year": each.year,
        "old": each.old,
        "new": each.new,
    }
