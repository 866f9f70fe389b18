"""The command ``issue``: freeze the briefs of a year as the next edition."""

import argparse
import json
from collections.abc import Sequence

from generator.cli.console import describe, report, say, say_error
from generator.cli.coverage_text import covered_line
from generator.cli.verdict_text import today, with_reasons
from generator.dataset.readers import is_plain_text
from generator.dataset.year_coverage import TableCoverage, to_come
from generator.errors import ExitCode, Problem, RequestProblems
from generator.findings.claims import Count, Slot, Verbatim
from generator.pipeline import Survey, survey
from generator.presentation.localisation.language import Language
from generator.project import Project
from generator.publication.atomic_swap import put_right
from generator.publication.build_request import Request
from generator.publication.editions import Edition, issued_although
from generator.publication.issuing import anything_new, issue
from generator.publication.output_lock import only_run


def issue_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Freeze the briefs of a year as the next edition; one that lacks figures needs a reason."""
    reason = asked.although.strip()
    if reason and not is_plain_text(reason):
        raise RequestProblems([Problem("problem.reason_not_plain")])
    with only_run(project.out):
        put_right(project.out)
        found = survey(project, Request(asked.year, asked.as_of, tuple(asked.region)))
        lacking = _lacking(found)
        if lacking and not reason:
            _ask(lacking, found, language)
            return ExitCode.PROBLEMS
        why = reason if lacking else ""
        edition = issue(project, found.plan, found.panel.vintage, today(), why)
    newest = edition or found.plan.newest
    for line in with_reasons(found.panel, language):
        say_error(line)
    for each in issued_although(newest):
        say_error(describe(each, language))
    if asked.json:
        numbers = {"year": newest.year, "edition": newest.number} if newest else {}
        say(json.dumps({**numbers, "issued": edition is not None}, indent=1))
    elif newest:
        say(_issued(newest, language, new=edition is not None))
    return ExitCode.DONE


def _lacking(found: Survey) -> tuple[TableCoverage, ...]:
    """Return what the year of a new edition still lacks; nothing where none would be issued."""
    year = found.everything[0].year
    return to_come(found.panel, year) if anything_new(found.plan) else ()


def _ask(lacking: Sequence[TableCoverage], found: Survey, language: Language) -> None:
    """Say what the year lacks, and ask for a reason."""
    for each in lacking:
        say_error(f"  {covered_line(each, language)}")
    slots = {"year": str(found.everything[0].year)}
    report([Problem("problem.issue_lacks", slots=slots)], language)


def _issued(edition: Edition, language: Language, *, new: bool) -> str:
    slots: dict[str, Slot] = {"number": Count(edition.number), "year": Verbatim(str(edition.year))}
    if not new:
        return language.say("cli.issue.nothing", **slots)
    changed = sum(edition.changed(file) for file in edition.files if file.language)
    slots |= {"k": Count(changed), "n_all": Count(sum(bool(f.language) for f in edition.files))}
    return language.say("cli.issue.done", **slots)
