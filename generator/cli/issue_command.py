"""The command ``issue``: freeze the briefs of a year as the next edition."""

import argparse
import json

from generator.cli.console import say, say_error
from generator.cli.verdict_text import today, with_reasons
from generator.errors import ExitCode
from generator.findings.claims import Count, Slot, Verbatim
from generator.pipeline import survey
from generator.presentation.localisation.language import Language
from generator.project import Project
from generator.publication.atomic_swap import put_right
from generator.publication.build_request import Request
from generator.publication.editions import Edition
from generator.publication.issuing import issue
from generator.publication.output_lock import only_run


def issue_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Freeze the briefs of a year as the next edition."""
    with only_run(project.out):
        put_right(project.out)
        found = survey(project, Request(asked.year, asked.as_of))
        edition = issue(project, found.plan, found.panel.vintage, today())
    for line in with_reasons(found.panel, language):
        say_error(line)
    newest = edition or found.plan.newest
    if asked.json:
        numbers = {"year": newest.year, "edition": newest.number} if newest else {}
        say(json.dumps({**numbers, "issued": edition is not None}, indent=1))
    elif newest:
        say(_issued(newest, language, new=edition is not None))
    return ExitCode.DONE


def _issued(edition: Edition, language: Language, *, new: bool) -> str:
    slots: dict[str, Slot] = {"number": Count(edition.number), "year": Verbatim(str(edition.year))}
    if not new:
        return language.say("cli.issue.nothing", **slots)
    changed = sum(edition.changed(file) for file in edition.files if file.language)
    slots |= {"k": Count(changed), "n_all": Count(sum(bool(f.language) for f in edition.files))}
    return language.say("cli.issue.done", **slots)
