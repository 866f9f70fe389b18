"""The command ``check``: whether deliveries would be accepted, with every problem and doubt."""

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from generator.cli.console import problem_as_json, report, say
from generator.cli.verdict_text import tell, today
from generator.dataset.acceptance.verdicts import Sent, Verdict, check_stored, examine
from generator.dataset.manifests import MANIFEST
from generator.errors import ExitCode
from generator.findings.claims import Verbatim
from generator.presentation.localisation.language import Language
from generator.project import Project


def check_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Tell whether deliveries would be accepted, with every problem and doubt."""
    verdicts = list(_verdicts(project, asked))
    problems = [each for one in verdicts for each in (*one.errors, *one.doubts)]
    if asked.json:
        found = [problem_as_json(each, language) for each in problems]
        say(json.dumps(found, ensure_ascii=False, indent=1))
        return ExitCode.PROBLEMS if problems else ExitCode.DONE
    for one in verdicts:
        if one.errors:
            report(one.errors, language)
        else:
            tell(one, language)
    if not problems:
        paths = ", ".join(str(path) for path in asked.path)
        say(language.say("cli.accepted", path=Verbatim(paths)))
    elif not any(one.errors for one in verdicts):
        say(language.say("cli.doubtful"))
    return ExitCode.PROBLEMS if problems else ExitCode.DONE


def _verdicts(project: Project, asked: argparse.Namespace) -> Iterator[Verdict]:
    """Judge every delivery with a manifest by itself, and all bare tables as one."""
    whole = [path for path in asked.path if (path / MANIFEST).is_file()]
    bare = tuple(path for path in asked.path if path not in whole)
    for path in whole:
        if path.resolve().parent == project.deliveries.resolve():
            yield Verdict({}, check_stored(project, path))
        else:
            yield examine(project, Sent((path,), _day_of(path) or today(), today()))
    if bare:
        yield examine(project, Sent(bare, asked.released or today(), today()))


def _day_of(path: Path) -> date | None:
    """Return the day that names a delivery's folder; ``None`` if it names none."""
    try:
        return date.fromisoformat(path.resolve().name)
    except ValueError:
        return None
