"""Arguments in, exit code out. Every word that a user reads comes from the catalogues."""

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from itertools import pairwise
from pathlib import Path

from tqdm import tqdm

from generator import machine
from generator.dataset.vintages import check, load
from generator.errors import ExitCode, OblysError, Problem, UsageProblems
from generator.findings.brief import Brief
from generator.findings.claims import Claim, Count, Day, Number, Rank, Region, Slot, Verbatim, Year
from generator.pipeline import LANGUAGES, Outcome, Request, build, prepare, reference_year
from generator.presentation.language.language import Language
from generator.project import Project

HEADLINES = 3
"""Up to this many regions, a build ends with one line on each."""


class _Parser(argparse.ArgumentParser):
    """Reports a wrong command line as a problem of its own kind, not by leaving."""

    def error(self, message: str) -> None:  # type: ignore[override]  # we raise instead of exit
        raise UsageProblems([Problem("cli.usage", slots={"found": message})])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    arguments
        Words of the command line without the program's name; those of the process by default.

    Returns
    -------
    int
        0 done, 1 problems, 2 usage, 3 the machine lacks something, 4 refused, 5 partly failed,
        130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):  # a terminal without Kazakh letters is no failure
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    project = Project.here()
    language = Language.load(project.locales, ui_language(words))
    try:
        asked = parser(language).parse_args(words)
        project = Project.at(project.root, data=asked.data, out=asked.out)
        return int(_COMMANDS[asked.command](project, asked, language))
    except OblysError as error:
        _report(error.problems, language)
        return int(error.exit_code)
    except KeyboardInterrupt:
        _say_error(language.say("cli.interrupted"))
        return int(ExitCode.INTERRUPTED)


def ui_language(words: Sequence[str]) -> str:
    """Language of messages: ``--ui``, else ``OBLYS_UI``, else the locale, else English."""
    asked = None
    for word, following in pairwise((*words, "")):
        if word == "--ui" or word.startswith("--ui="):
            asked = word.partition("=")[2] or following
    return machine.ui_language(asked, os.environ)


def parser(language: Language) -> argparse.ArgumentParser:
    """Describe the command line in the user's language."""
    say = language.say
    shared = _Parser(add_help=False)
    shared.add_argument("--ui", choices=LANGUAGES, help=say("cli.help.ui"))
    shared.add_argument("--data", type=Path, help=say("cli.help.data"))
    shared.add_argument("--out", type=Path, help=say("cli.help.out"))
    dated = _Parser(add_help=False)
    dated.add_argument("--year", type=_positive, help=say("cli.help.year"))
    dated.add_argument("--as-of", type=_day, help=say("cli.help.as_of"))
    top = _Parser(prog="oblys", description=say("cli.description"))
    commands = top.add_subparsers(dest="command", required=True)

    building = commands.add_parser("build", parents=[shared, dated], help=say("cli.help.build"))
    building.add_argument(
        "--region", nargs="+", action="extend", default=[], help=say("cli.help.region")
    )
    building.add_argument(
        "--language",
        nargs="+",
        action="extend",
        choices=LANGUAGES,
        default=[],
        help=say("cli.help.language"),
    )
    building.add_argument("--jobs", type=_positive, help=say("cli.help.jobs"))
    showing = commands.add_parser("facts", parents=[shared, dated], help=say("cli.help.facts"))
    showing.add_argument("region", help=say("cli.help.region_code"))
    checking = commands.add_parser("check", parents=[shared], help=say("cli.help.check"))
    checking.add_argument("path", nargs="+", type=Path, help=say("cli.help.path"))
    doctor = commands.add_parser("doctor", parents=[shared], help=say("cli.help.doctor"))
    for reading in (checking, doctor, showing):
        reading.add_argument("--json", action="store_true", help=say("cli.help.json"))
    return top


def _positive(word: str) -> int:
    if not (word.isascii() and word.isdigit() and int(word)):
        raise UsageProblems([Problem("cli.not_a_count", slots={"found": word})])
    return int(word)


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise UsageProblems([Problem("cli.not_a_day", slots={"found": word})]) from error


def _build(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    languages = tuple(each for each in LANGUAGES if each in (asked.language or LANGUAGES))
    request = Request(asked.year, asked.as_of, tuple(asked.region), languages, asked.jobs)
    progress = _Progress(language)
    try:
        outcome = build(project, request, progress.start, progress.step)
    finally:
        progress.close()
    _summary(outcome, language)
    return ExitCode.DONE


def _summary(outcome: Outcome, language: Language) -> None:
    if len(outcome.briefs) <= HEADLINES:
        for brief in outcome.briefs:
            line = headline(brief)
            if line is not None:
                _say(language.say(line.key, **line.slots))
    slots: dict[str, Slot] = {
        "k": Count(outcome.files),
        "path": Verbatim(str(outcome.folder)),
        "date": Day(outcome.vintage),
    }
    _say(language.say("cli.done", **slots))


def headline(brief: Brief) -> Claim | None:
    """State GRP per capita and rank of a brief; ``None`` without them."""
    fact = brief.fact("grp_per_capita")
    if fact.value is None or fact.rank is None or fact.of is None:
        return None
    slots: dict[str, Slot] = {
        "region": Region(brief.subject),
        "year": Year(brief.year),
        "grp_pc": Number(fact.value, fact.decimals),
        "rank": Rank(fact.rank),
        "n_regions": Count(fact.of),
    }
    return Claim("cli.headline", "L1", slots)


class _Progress:
    """A bar with the time left on a terminal, plain lines otherwise."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.total = self.count = 0
        self.bar: tqdm[None] | None = None

    def start(self, total: int) -> None:
        self.total = total
        if sys.stderr.isatty():
            self.bar = tqdm(total=total, unit="pdf", leave=False)

    def step(self, name: str) -> None:
        self.count += 1
        if self.bar is not None:
            self.bar.set_postfix_str(name, refresh=False)
            self.bar.update()
            return
        slots: dict[str, Slot] = {
            "item": Verbatim(name),
            "k": Count(self.count),
            "n_all": Count(self.total),
        }
        _say(self.language.say("cli.progress", **slots))

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()


def _facts(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    del language  # JSON has no language
    panel = load(project, asked.as_of)
    year = reference_year(panel, asked.year)
    (brief,) = prepare(panel, year, (asked.region,))
    _say(json.dumps(brief.as_json(), ensure_ascii=False, indent=1, allow_nan=False))
    return ExitCode.DONE


def _check(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    problems = check(project, asked.path)
    if asked.json:
        _say(
            json.dumps(
                [_as_json(each, language) for each in problems], ensure_ascii=False, indent=1
            )
        )
    elif problems:
        _report(problems, language)
    else:
        paths = ", ".join(str(path) for path in asked.path)
        _say(language.say("cli.accepted", path=Verbatim(paths)))
    return ExitCode.PROBLEMS if problems else ExitCode.DONE


def _doctor(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    lacks = machine.lacks(project.root, project.out)
    said = machine.sentences(project.root, language.code)
    if asked.json:
        _say(json.dumps([each._asdict() for each in lacks], ensure_ascii=False, indent=1))
    elif lacks:
        _say_error("\n".join(machine.report(said, lacks)))
    else:
        _say(said["nothing.lacking"])
    return ExitCode.MACHINE_LACKS if lacks else ExitCode.DONE


_COMMANDS = {"build": _build, "facts": _facts, "check": _check, "doctor": _doctor}


def describe(problem: Problem, language: Language) -> str:
    """Say one problem with its place, in the user's language."""
    place = problem.place
    words = {
        "file": place.file,
        "row": str(place.row),
        "column": place.column,
        **dict(problem.slots),
    }
    slots: dict[str, Slot] = {name: Verbatim(printable(text)) for name, text in words.items()}
    return language.say(problem.key, **slots)


def printable(text: str, longest: int = 200) -> str:
    """Make text from a file safe to show: control characters escaped, length capped."""
    shown = "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text)
    return shown if len(shown) <= longest else f"{shown[:longest]}…"


def _as_json(problem: Problem, language: Language) -> dict[str, object]:
    return {
        "key": problem.key,
        **asdict(problem.place),
        "slots": dict(problem.slots),
        "text": describe(problem, language),
    }


def _report(problems: Sequence[Problem], language: Language) -> None:
    for problem in problems:
        _say_error(describe(problem, language))
    _say_error(language.say("cli.problems", k=Count(len(problems))))


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - the command's answer, at once even into a pipe


def _say_error(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 - the command's complaint
