"""The command ``verify``: whether files are those that were issued, and can be made again."""

import argparse
import json
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

from generator.checksums import sha256_of
from generator.cli.console import describe, report, say, say_error
from generator.cli.run_log import keep_traces
from generator.errors import ExitCode, Location, Problem, RequestProblems, UsageProblems
from generator.findings.claims import Count, Day, Slot, Verbatim
from generator.pipeline import made_again
from generator.presentation.localisation.language import Language
from generator.project import Project
from generator.publication.edition_records import recorded
from generator.publication.editions import MANIFEST, Edition
from generator.publication.ledger import LEDGER, damaged, has_ledger
from generator.publication.verifying import Verification, editions_of, prove, tampered


def verify_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Prove that files are those that were issued; without files, check every edition."""
    if asked.rebuild and not asked.pdf:
        raise UsageProblems([Problem("problem.rebuild_what")])
    absent = [path for path in asked.pdf if not path.is_file()]
    if absent:
        raise RequestProblems(
            Problem("problem.missing_file", Location(str(path))) for path in absent
        )
    check = _files if asked.pdf else _editions
    problems = check(project, asked, language)
    if problems:
        report(problems, language)
        for notice in keep_traces(problems, project.out):
            say_error(describe(notice, language))
    return ExitCode.REFUSED if problems else ExitCode.DONE


def _files(project: Project, asked: argparse.Namespace, language: Language) -> list[Problem]:
    """Prove each file, and make it again where that is asked for."""
    proved = [(path, prove(project.out, path)) for path in asked.pdf]
    found = [each for _, each in proved if each is not None]
    problems = [
        Problem("problem.not_issued", Location(str(path)))
        for path, verification in proved
        if verification is None
    ]
    forged = _forged(project, found)
    if forged:
        return [*problems, *forged]
    if not asked.json:
        for each in found:
            say(_verification(each, language))
    again = _made_again(project, found) if asked.rebuild else {}
    if asked.json:
        rows = [{**_as_json(each), **_rebuilt(again, each)} for each in found]
        say(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _say_rebuilt(again, language)
    return [*problems, *chain.from_iterable(again.values())]


def _say_rebuilt(again: Mapping[Path, Sequence[Problem]], language: Language) -> None:
    for path, differs in again.items():
        if not differs:
            say(language.say("cli.verify.rebuilt", path=Verbatim(path.name)))


def _made_again(
    project: Project, found: Sequence[Verification]
) -> Mapping[Path, Sequence[Problem]]:
    """Make the briefs among issued files again; what is not the same, by path."""
    return {each.path: made_again(project, each) for each in found if each.file.language}


def _editions(project: Project, asked: argparse.Namespace, language: Language) -> list[Problem]:
    """Check all files of all editions against manifests and ledger."""
    editions = list(editions_of(project.out))
    problems: list[Problem] = []
    if has_ledger(project.out):
        problems += tampered(project.out, recorded(project.out).manifests(project.out))
    elif editions:
        raise damaged(project.out, LEDGER)
    if not editions and not problems:
        say("[]" if asked.json else language.say("cli.verify.none"))
        return []
    if asked.json:
        rows = [
            {"year": each.year, "edition": each.number, "files": len(each.files)}
            for _, each in editions
        ]
        say(json.dumps({"editions": rows, "differ": [p.place.file for p in problems]}, indent=1))
        return problems
    for _, each in editions:
        say(_edition(each, language))
    if not problems:
        say(language.say("cli.verify.all"))
    return problems


def _edition(edition: Edition, language: Language) -> str:
    slots: dict[str, Slot] = {
        "number": Count(edition.number),
        "year": Verbatim(str(edition.year)),
        "date": Day(edition.issued),
        "k": Count(len(edition.files)),
    }
    return language.say("cli.verify.edition", **slots)


def _verification(verification: Verification, language: Language) -> str:
    slots: dict[str, Slot] = {
        "path": Verbatim(verification.path.name),
        "name": Verbatim(verification.file.path),
        "number": Count(verification.file.edition),
        "year": Verbatim(str(verification.edition.year)),
        "date": Day(verification.vintage),
    }
    text = language.say("cli.verify.issued", **slots)
    if verification.replaced is None:
        return f"{text} {language.say('cli.verify.current')}"
    return f"{text} {language.say('cli.verify.replaced', number=Count(verification.replaced))}"


def _as_json(verification: Verification) -> dict[str, object]:
    return {
        "path": str(verification.path),
        "year": verification.edition.year,
        "subject": verification.file.subject,
        "language": verification.file.language,
        "edition": verification.file.edition,
        "newest_edition_with_it": verification.edition.number,
        "replaced_by": verification.replaced,
        "vintage": verification.vintage.isoformat(),
        "sha256": verification.file.sha256,
    }


def _rebuilt(
    again: Mapping[Path, Sequence[Problem]], verification: Verification
) -> dict[str, bool]:
    """Tell whether a brief came out to the same bytes, if it was made again."""
    return {"rebuilt": not again[verification.path]} if verification.path in again else {}


def _forged(project: Project, verifications: Sequence[Verification]) -> list[Problem]:
    """Compare the manifests that prove files with the ledger, which records what was issued."""
    if not verifications:
        return []
    if not has_ledger(project.out):
        raise damaged(project.out, LEDGER)
    known = recorded(project.out).manifests(project.out)
    manifests = {
        verification.folder / MANIFEST: verification.edition for verification in verifications
    }
    return [
        Problem("problem.issued_differs", Location(str(path)))
        for path, edition in manifests.items()
        if known.get((edition.year, edition.number)) != sha256_of(path)
    ]
