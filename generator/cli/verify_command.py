"""The command ``verify``: whether files are those that were issued, and can be made again."""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.checksums import sha256_of
from generator.cli.console import report, say
from generator.errors import ExitCode, Place, Problem, UsageProblems
from generator.findings.claims import Count, Day, Slot, Verbatim
from generator.pipeline import made_again
from generator.presentation.localisation.language import Language
from generator.project import Project
from generator.publication.edition_records import recorded
from generator.publication.editions import MANIFEST
from generator.publication.ledger import LEDGER, damaged, has_ledger
from generator.publication.verifying import Proof, editions_of, prove, tampered


def verify_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Prove that files are those that were issued; without files, check every edition."""
    if asked.rebuild and not asked.pdf:
        raise UsageProblems([Problem("problem.rebuild_what")])
    check = _files if asked.pdf else _editions
    problems = check(project, asked, language)
    if problems:
        report(problems, language)
    return ExitCode.REFUSED if problems else ExitCode.DONE


def _files(project: Project, asked: argparse.Namespace, language: Language) -> list[Problem]:
    """Prove each file, and make it again where that is asked for."""
    proofs = [(path, prove(project.out, path)) for path in asked.pdf]
    found = [proof for _, proof in proofs if proof is not None]
    problems = [
        Problem("problem.not_issued", Place(str(path))) for path, proof in proofs if proof is None
    ]
    forged = _forged(project, found)
    if forged:
        return [*problems, *forged]
    with_pages = [proof for proof in found if asked.rebuild and proof.file.language]
    if asked.json:
        again = {proof.path: made_again(project, proof) for proof in with_pages}
        rows = [{**_as_json(proof), **_rebuilt(again, proof)} for proof in found]
        say(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for proof in found:
            say(_proof(proof, language))
        again = {proof.path: made_again(project, proof) for proof in with_pages}
        for path in (path for path, differs in again.items() if not differs):
            say(language.say("cli.verify.rebuilt", path=Verbatim(path.name)))
    return [*problems, *(problem for each in again.values() for problem in each)]


def _editions(project: Project, asked: argparse.Namespace, language: Language) -> list[Problem]:
    """Check all files of all editions against manifests and ledger."""
    editions = list(editions_of(project.out))
    if not editions and not has_ledger(project.out):
        say("[]" if asked.json else language.say("cli.verify.none"))
        return []
    if not has_ledger(project.out):
        raise damaged(project.out, LEDGER)
    problems = list(tampered(project.out, recorded(project.out).manifests(project.out)))
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
        slots: dict[str, Slot] = {
            "number": Count(each.number),
            "year": Verbatim(str(each.year)),
            "date": Day(each.issued),
            "k": Count(len(each.files)),
        }
        say(language.say("cli.verify.edition", **slots))
    if not problems:
        say(language.say("cli.verify.all"))
    return problems


def _proof(proof: Proof, language: Language) -> str:
    slots: dict[str, Slot] = {
        "path": Verbatim(proof.path.name),
        "name": Verbatim(proof.file.path),
        "number": Count(proof.file.edition),
        "year": Verbatim(str(proof.edition.year)),
        "date": Day(proof.vintage),
    }
    text = language.say("cli.verify.issued", **slots)
    if proof.replaced is None:
        return f"{text} {language.say('cli.verify.current')}"
    return f"{text} {language.say('cli.verify.replaced', number=Count(proof.replaced))}"


def _as_json(proof: Proof) -> dict[str, object]:
    return {
        "path": str(proof.path),
        "year": proof.edition.year,
        "subject": proof.file.subject,
        "language": proof.file.language,
        "edition": proof.file.edition,
        "newest_edition_with_it": proof.edition.number,
        "replaced_by": proof.replaced,
        "vintage": proof.vintage.isoformat(),
        "sha256": proof.file.sha256,
    }


def _rebuilt(again: Mapping[Path, Sequence[Problem]], proof: Proof) -> dict[str, bool]:
    """Tell whether a brief came out to the same bytes, if it was made again."""
    return {"rebuilt": not again[proof.path]} if proof.path in again else {}


def _forged(project: Project, proofs: Sequence[Proof]) -> list[Problem]:
    """Hold the manifests that prove files against the ledger, which records what was issued."""
    if not proofs:
        return []
    if not has_ledger(project.out):
        raise damaged(project.out, LEDGER)
    known = recorded(project.out).manifests(project.out)
    manifests = {proof.folder / MANIFEST: proof.edition for proof in proofs}
    return [
        Problem("problem.issued_differs", Place(str(path)))
        for path, edition in manifests.items()
        if known.get((edition.year, edition.number)) != sha256_of(path)
    ]
