"""The command ``status``: which briefs are stale."""

import argparse
import json

from generator.cli.console import say
from generator.cli.verdict_text import with_reasons
from generator.cli.withdraw_command import withdrawn_line
from generator.dataset.acceptance.withdrawals import withdrawals
from generator.errors import ExitCode
from generator.findings.claims import Count, Slot, Verbatim
from generator.pipeline import Request, survey
from generator.presentation.localisation.language import Language
from generator.project import Project
from generator.publication.build_plan import KEEP, TAKE, Step


def status_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Say of every brief whether it is up to date, and for which edition it is."""
    found = survey(project, Request(asked.year, asked.as_of))
    steps = found.plan.steps
    if asked.json:
        say(json.dumps([_as_json(step) for step in steps], indent=1))
        return ExitCode.DONE
    for step in steps:
        say(f"{step.name:<10} {_state(step, language)}")
    fresh = len(found.plan.to(KEEP))
    counts: dict[str, Slot] = {"k": Count(fresh), "n_all": Count(len(steps))}
    say(language.say("cli.status.total", **counts))
    for line in with_reasons(found.panel, language):
        say(line)
    for each in withdrawals(project):
        say(withdrawn_line(each, language))
    return ExitCode.DONE


def _as_json(step: Step) -> dict[str, object]:
    return {
        "brief": step.name,
        "state": "fresh" if step.action == KEEP else "stale",
        "edition": step.edition,
        "corrects": step.issued.edition if step.corrects and step.issued else None,
        "causes": list(step.causes),
    }


def _state(step: Step, language: Language) -> str:
    """Say the state of one brief: up to date, or what it lacks; and its edition."""
    causes = Verbatim(", ".join(language.say(f"cause.{cause}") for cause in step.causes))
    if step.action == KEEP:
        said = language.say("cli.status.fresh")
    elif step.action == TAKE:
        said = language.say("cli.status.issued")
    else:
        said = language.say("cli.status.stale", causes=causes)
    edition = language.say("cli.status.edition", number=Count(step.edition))
    return f"{said}; {edition}"
