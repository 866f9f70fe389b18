"""What the command line says about offices' own files, and the inspection of them."""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.cli.console import describe
from generator.dataset.acceptance.verdicts import Sent, Verdict, examine
from generator.dataset.intake.inspection import (
    Inspection,
    Inspector,
    IntakeRequest,
    at_cell,
    origins_of,
)
from generator.dataset.intake.office_files.error_workbook import Mark, write_marked
from generator.dataset.intake.proposal import Answers
from generator.dataset.intake.strict_tables import Days, write_delivery
from generator.dataset.intake.vocabulary.territory_names import RegionNames
from generator.dataset.vintages import read_lists
from generator.errors import Problem, RequestProblems
from generator.presentation.localisation.language import Language
from generator.project import Project

COMMENT_LANGUAGES = ("kk", "ru")
"""Languages of the comments in a marked copy: those of the offices."""


def inspect_files(
    project: Project, paths: Sequence[Path], asked: argparse.Namespace
) -> tuple[Inspection, ...]:
    """Inspect offices' own files as the command line says.

    Raises
    ------
    DataProblems
        If a file is no workbook or text.
    RequestProblems
        If an alias names no region, or there is no mapping of the name asked for.
    """
    inspector = Inspector(project)
    aliases = tuple(_aliases(asked.alias, inspector.names, inspector))
    if aliases:
        inspector = Inspector(project, aliases)
    names = [each.name for each in inspector.mappings]
    if asked.mapping and asked.mapping not in names:
        slots = {"found": asked.mapping, "expected": ", ".join(names)}
        raise RequestProblems([Problem("problem.unknown_mapping", slots=slots)])
    request = IntakeRequest(asked.mapping, _answers(asked))
    return tuple(inspector.inspect(path, request) for path in paths)


def office_verdict(project: Project, found: Sequence[Inspection], days: Days) -> Verdict:
    """Judge what offices' own files hold as the delivery that would be stored.

    Problems and doubts name the cells of the files. Where a file was not understood, that is the
    verdict.
    """
    if problems := tuple(problem for each in found for problem in each.problems):
        return Verdict({}, problems)
    understood = [each.understanding for each in found]
    with tempfile.TemporaryDirectory() as folder:
        regions = read_lists(project).regions
        whole = write_delivery(understood, days, regions, Path(folder))
        verdict = examine(project, Sent((whole,), days.released, days.received))
        at = partial(at_cell, found=understood, origins=origins_of(whole))
        errors, doubts = (tuple(map(at, each)) for each in (verdict.errors, verdict.doubts))
    return replace(verdict, errors=errors, doubts=doubts)


def _answers(asked: argparse.Namespace) -> Answers:
    return Answers(
        table=asked.table,
        title=asked.title,
        element=asked.element,
        licence=asked.licence,
        column=asked.column,
        block=asked.block,
        factor=asked.factor,
    )


def aliases_of(asked: argparse.Namespace, inspector: Inspector) -> tuple[tuple[str, str], ...]:
    """Return the labels that the command line names, with the codes of their regions."""
    return tuple(_aliases(asked.alias, inspector.names, inspector))


def _aliases(
    words: Sequence[str], names: RegionNames, inspector: Inspector
) -> Iterator[tuple[str, str]]:
    """Read ``label=region``; the region by its code or any of its names."""
    for word in words:
        label, _, region = word.rpartition("=")
        codes = {region.strip()} if region.strip() in inspector.lists.regions else set()
        codes = codes or set(names.candidates(region))
        if not label.strip() or len(codes) != 1:
            raise RequestProblems([Problem("problem.alias_wrong", slots={"found": word})])
        yield label.strip(), codes.pop()


def ask(asked: argparse.Namespace, found: Sequence[Inspection], language: Language) -> bool:
    """Ask the three questions about a source on a terminal; whether anything was asked.

    The answers are put among the arguments, as if they had been given as options.
    """
    proposed = [each for each in found if each.proposal and each.proposal.mapping]
    if len(proposed) != 1 or not sys.stdin.isatty() or _answers(asked).complete:
        return False
    proposal = proposed[0].proposal
    if proposal is None or proposal.mapping is None or proposal.problems:
        return False
    asked.table = proposal.mapping.sheets[0].table
    for name, key in (
        ("title", "cli.intake.ask_title"),
        ("element", "cli.intake.ask_element"),
        ("licence", "cli.intake.ask_licence"),
    ):
        if not getattr(asked, name):
            setattr(asked, name, input(f"{language.say(key)} ").strip())
    return True


def write_copy(found: Inspection, target: Path, languages: Sequence[Language]) -> int:
    """Write a copy of a file with the cells marked that have problems.

    Returns
    -------
    int
        How many problems it marks.
    """
    marks = []
    for problem in found.problems:
        file, _, sheet = problem.place.file.partition(" › ")
        if file != found.understanding.workbook.name:
            continue
        place = replace(problem.place, file=sheet or file)
        text = "\n".join(describe(replace(problem, place=place), each) for each in languages)
        sheets = [each.name for each in found.understanding.workbook.sheets]
        where = sheet if sheet in sheets else next(iter(sheets), "")
        marks.append(Mark(where, place.row, place.column, text))
    target.write_bytes(write_marked(found.understanding.workbook, marks))
    return len(marks)
