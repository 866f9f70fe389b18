"""The command ``status``: which briefs are stale."""

import argparse
import json

from generator.cli.brief_state import state, state_as_json
from generator.cli.console import describe, say
from generator.cli.coverage_text import covered_line
from generator.cli.verdict_text import with_reasons
from generator.cli.withdraw_command import withdrawn_line
from generator.dataset.acceptance.withdrawals import withdrawals
from generator.dataset.panel import Panel
from generator.dataset.year_coverage import newest_whole_year, year_coverage
from generator.errors import ExitCode
from generator.findings.claims import Count, Slot, Year
from generator.pipeline import survey
from generator.presentation.localisation.language import Language
from generator.project import Project
from generator.publication.build_plan import KEEP
from generator.publication.build_request import Request
from generator.publication.editions import issued_although


def status_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Say of every brief whether it is up to date, and for which edition it is."""
    found = survey(project, Request(asked.year, asked.as_of))
    steps = found.plan.steps
    if asked.json:
        say(json.dumps([state_as_json(step) for step in steps], indent=1))
        return ExitCode.DONE
    _say_years(found.panel, language)
    for step in steps:
        say(f"{step.name:<10} {state(step, language)}")
    fresh = len(found.plan.to(KEEP))
    counts: dict[str, Slot] = {"k": Count(fresh), "n_all": Count(len(steps))}
    say(language.say("cli.status.total", **counts))
    for line in with_reasons(found.panel, language):
        say(line)
    for each in issued_although(found.plan.newest):
        say(describe(each, language))
    for gone in withdrawals(project):
        say(withdrawn_line(gone, language))
    return ExitCode.DONE


def _say_years(panel: Panel, language: Language) -> None:
    """Say of every year after the newest whole one which figures are there, and which lack."""
    newest = newest_whole_year(panel)
    years = sorted({int(year) for year in panel.observations["year"].unique()})
    for year in [each for each in years if newest is not None and each > newest]:
        covered = year_coverage(panel, year)
        if all(each.empty for each in covered):
            continue
        say(language.say("cli.status.year", year=Year(year)))
        for each in covered:
            say(f"  {covered_line(each, language)}")
