"""Plan what is to be done for each brief: keep it, take the issued one, or make it.

A brief that says what the newest issued one says is that file, byte for byte, even if its
background has become stale: marks of other regions follow with its next edition and make none. Any
other is made for the next edition, and says what changed. What was made before and is still the
same is kept.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.checksums import sha256_of
from generator.errors import Location, Problem, Refused
from generator.findings.brief import Brief
from generator.findings.comparing.corrected_brief import Facts, correction
from generator.findings.facts_json import facts_file
from generator.project import Project
from generator.publication.build_records import Made, made_before
from generator.publication.cache_key import BACKGROUND, Identities, Identity
from generator.publication.edition_records import recorded
from generator.publication.editions import (
    EDITIONS,
    Edition,
    IssuedFile,
    issued_heads,
    newest_edition,
    sound_facts,
)
from generator.publication.ledger import LEDGER, has_ledger

KEEP, TAKE, MAKE = "keep", "take", "make"


@dataclass(frozen=True)
class Step:
    """What is to be done for one brief in one language.

    ``action`` is ``keep`` (the file is there and right), ``take`` (the issued file is to be put
    there) or ``make``; ``edition`` the edition that the brief is for; ``issued`` the file of the
    newest edition, if any. ``causes`` are the parts of the identity that differ from those of the
    file that is there, ``missing`` where there is none, ``damaged`` where it is not what was made,
    ``edition`` where only the edition that it is for has changed, and ``facts`` where the file of
    facts that it names is to be another one. An issued brief that is left alone has the cause
    ``background`` where only its background is stale; its ``identity`` is that of the issued file.
    """

    brief: Brief
    language: str
    identity: Identity
    action: str
    edition: int
    issued: IssuedFile | None = None
    causes: tuple[str, ...] = ()
    before: Made | None = None

    @property
    def name(self) -> str:
        """Name of the brief: region and language."""
        return f"{self.brief.subject}.{self.language}"

    @property
    def is_issued(self) -> bool:
        """Whether the brief is that of the newest edition."""
        return self.issued is not None and self.edition == self.issued.edition

    @property
    def corrects(self) -> bool:
        """Whether the brief replaces an issued one."""
        return self.issued is not None and self.edition != self.issued.edition

    def made(self, vintage: str, facts: str, sha256: str) -> Made:
        """Return the record of this brief once it is there, with its file of facts."""
        basis = self.issued.sha256 if self.issued and self.corrects else ""
        return Made(
            self.brief.year,
            self.brief.subject,
            self.language,
            self.identity.as_json(),
            self.edition,
            basis,
            vintage,
            facts,
            sha256,
        )


@dataclass(frozen=True)
class Plan:
    """Steps for every brief asked for, and the newest edition of the year."""

    folder: Path
    steps: tuple[Step, ...]
    newest: Edition | None
    notices: tuple[Problem, ...] = ()

    def to(self, action: str) -> tuple[Step, ...]:
        """Return the steps with one action."""
        return tuple(step for step in self.steps if step.action == action)

    def edition_folder(self) -> Path:
        """Folder of the newest edition."""
        return self.folder / EDITIONS / str(self.newest.number if self.newest else 0)


def plan(
    project: Project, briefs: Sequence[Brief], languages: Sequence[str], identities: Identities
) -> Plan:
    """Decide what to do for each brief.

    Parameters
    ----------
    project
        Where the results are.
    briefs, languages
        What is asked for; all briefs are of one year.
    identities
        Gives the visible identity of each.

    Raises
    ------
    Refused
        If the manifest of the newest edition cannot be read or is not the one that was issued. A
        damaged ledger only costs time: all is made anew, and a notice says so.
    """
    folder = project.out / str(briefs[0].year)
    newest = newest_edition(folder)
    known, notices = _known(project.out, folder, newest)
    steps: list[Step] = []
    for brief in briefs:
        asked = [(brief, code, identities.of(brief, code)) for code in languages]
        steps += _with_facts(folder, [_step(folder, newest, known, each) for each in asked])
    return Plan(folder, tuple(steps), newest, notices)


def _with_facts(folder: Path, steps: list[Step]) -> list[Step]:
    """Make those briefs too whose file of facts is to be another one, or is lost.

    A brief names the checksum of its facts. When one language is made, the facts of the region
    are written; the others that wait for the same edition must name the same ones.
    """
    brief = steps[0].brief
    found = sha256_of(folder / "facts" / f"{brief.subject}.json")
    facts = hashlib.sha256(facts_file(brief)).hexdigest()
    making = any(step.action == MAKE for step in steps)

    def fits(step: Step) -> bool:
        if step.action != KEEP or step.is_issued or step.before is None:
            return True
        return step.before.facts == (facts if making or found != step.before.facts else found)

    return [
        step if fits(step) else replace(step, action=MAKE, causes=("facts",)) for step in steps
    ]


def _known(
    out: Path, folder: Path, newest: Edition | None
) -> tuple[Mapping[tuple[str, str], Made], tuple[Problem, ...]]:
    """Return what the ledger knows; a notice if it cannot be read, or is lost beside editions."""
    if not has_ledger(out):
        lost = Problem("notice.ledger", Location(str(out / LEDGER)), {"found": LEDGER})
        return {}, (lost,) if newest else ()
    try:
        editions, known = recorded(out), made_before(out, int(folder.name))
    except Refused as error:
        slots = {"found": error.problems[0].slots.get("found", "")}
        return {}, (Problem("notice.ledger", Location(str(out / LEDGER)), slots),)
    if newest:
        editions.require(folder, newest)
    return known, ()


def _step(
    folder: Path,
    newest: Edition | None,
    known: Mapping[tuple[str, str], Made],
    asked: tuple[Brief, str, Identity],
) -> Step:
    brief, language, identity = asked
    name = f"{brief.subject}.{language}"
    found = sha256_of(folder / "briefs" / f"{name}.pdf")
    before = known.get((brief.subject, language))
    issued = newest.brief(brief.subject, language) if newest else None
    made_from = _made_from(newest, name)
    differing = made_from.differs_in(identity)
    if issued and set(differing) <= {BACKGROUND}:
        action = KEEP if found == issued.sha256 else TAKE
        causes = _causes(before, made_from, found) if action == TAKE else differing
        return Step(brief, language, made_from, action, issued.edition, issued, causes, before)
    edition = newest.number + 1 if newest else 1
    step = Step(*asked, KEEP, edition, issued, (), before)
    if found and before is not None and step.made(before.vintage, before.facts, found) == before:
        return step
    return replace(step, action=MAKE, causes=_causes(before, identity, found) or ("edition",))


def _made_from(newest: Edition | None, name: str) -> Identity:
    """Return the identity of a brief of the newest edition."""
    return Identity.from_parts(newest.made.get(name, {}) if newest else {})


def _causes(before: Made | None, identity: Identity, found: str) -> tuple[str, ...]:
    """Name what the file that is there lacks, compared with what it should be."""
    if not found:
        return ("missing",)
    if before is None or found != before.sha256:
        return ("damaged",) if before else ("unknown",)
    return identity.differs_in(Identity.from_parts(json.loads(before.identity)))


def corrected(plan: Plan, step: Step, everything: Sequence[Brief]) -> Brief:
    """Return the brief of a step, with what changed since the edition that it replaces.

    Compared are the facts of the edition for which the replaced brief was made: a region may have
    been corrected since then while the nation was not.

    Raises
    ------
    Refused
        If the facts of that edition are not those that were issued.
    """
    if not step.corrects or step.issued is None or plan.newest is None:
        return step.brief
    new: Facts = {brief.subject: brief.facts for brief in everything}
    replaced = plan.folder / EDITIONS / str(step.issued.edition)
    old = sound_facts(replaced, new if step.brief.national else [step.brief.subject])
    heads = issued_heads(replaced, step.brief.subject)
    made = plan.newest.made.get(step.name, {})
    vintage0 = date.fromisoformat(made.get("vintage", plan.newest.vintage.isoformat()))
    editions = ((step.issued.edition, vintage0), (step.edition, step.brief.vintage))
    return replace(step.brief, correction=correction(step.brief, (old, heads), new, editions))


def issued_file(plan: Plan, subject: str, language: str = "") -> Path | None:
    """Return a file of the newest edition, after a check that it is the one that was issued.

    Without a language it is the file of facts. ``None`` if the edition holds no such file.

    Raises
    ------
    Refused
        If the file is lost or was changed.
    """
    file = plan.newest.brief(subject, language) if plan.newest else None
    if file is None:
        return None
    path = plan.edition_folder() / file.path
    if sha256_of(path) != file.sha256:
        raise Refused([Problem("problem.issued_differs", Location(str(path)))])
    return path
