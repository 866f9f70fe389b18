"""What changed between two vintages: facts, ranks and claims, brief by brief."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.findings.brief import Brief
from generator.findings.claims import Claim
from generator.findings.comparing.facts_diff import revised_facts
from generator.findings.comparing.printed_values import printed_claim
from generator.findings.correction import RevisedFact
from generator.findings.facts_json import claim_as_json


@dataclass(frozen=True, slots=True)
class RevisedClaim:
    """A sentence that says something else, at its place in the brief.

    ``old`` or ``new`` is ``None`` where only one vintage licenses a sentence there.
    """

    place: str
    old: Claim | None
    new: Claim | None

    def as_json(self) -> dict[str, Any]:
        """Return the revision as plain values."""
        claims = {"old": self.old, "new": self.new}
        said = {name: claim_as_json(each) if each else None for name, each in claims.items()}
        return {"place": self.place, **said}


@dataclass(frozen=True, slots=True)
class RevisedBrief:
    """What a revision does to one brief: nothing that a reader could see if both are empty."""

    subject: str
    facts: tuple[RevisedFact, ...]
    claims: tuple[RevisedClaim, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the revisions as plain values."""
        return {
            "subject": self.subject,
            "facts": [each.as_json() for each in self.facts],
            "claims": [each.as_json() for each in self.claims],
        }


@dataclass(frozen=True, slots=True)
class Revision:
    """Two vintages of one reference year, compared.

    ``briefs`` holds every subject of the newer vintage; ``affected`` names those whose brief
    looks different to a reader, in any way.
    """

    year: int
    old: date
    new: date
    briefs: tuple[RevisedBrief, ...]
    affected: tuple[str, ...]

    def facts(self, kind: str) -> tuple[RevisedFact, ...]:
        """Return the revised facts of one kind over all briefs."""
        return tuple(fact for brief in self.briefs for fact in brief.facts if fact.kind == kind)

    def as_json(self) -> dict[str, Any]:
        """Return the comparison as plain values."""
        return {
            "year": self.year,
            "old": self.old.isoformat(),
            "new": self.new.isoformat(),
            "affected": list(self.affected),
            "briefs": [each.as_json() for each in self.briefs if each.facts or each.claims],
        }


def compare(old: Sequence[Brief], new: Sequence[Brief]) -> tuple[RevisedBrief, ...]:
    """Compare the briefs of two vintages, subject by subject.

    Parameters
    ----------
    old, new
        Briefs of the same reference year. A subject without an older brief is new in everything.
    """
    before = {brief.subject: brief for brief in old}
    return tuple(_compared(before.get(brief.subject), brief) for brief in new)


def _compared(old: Brief | None, new: Brief) -> RevisedBrief:
    facts = revised_facts(old.facts if old else (), new.facts)
    return RevisedBrief(new.subject, facts, _claims(_places(old), _places(new)))


def _places(brief: Brief | None) -> Mapping[str, tuple[Claim, ...]]:
    """All claims of a brief by place; the key messages are places of their own."""
    if brief is None:
        return {}
    messages = {
        f"message.{number}": (message.head, *message.body)
        for number, message in enumerate(brief.messages, 1)
    }
    return {**messages, **brief.claims}


def _claims(
    old: Mapping[str, tuple[Claim, ...]], new: Mapping[str, tuple[Claim, ...]]
) -> tuple[RevisedClaim, ...]:
    found: list[RevisedClaim] = []
    for place in [*new, *(each for each in old if each not in new)]:
        before, after = old.get(place, ()), new.get(place, ())
        for at in range(max(len(before), len(after))):
            was = before[at] if at < len(before) else None
            now = after[at] if at < len(after) else None
            if was is None or now is None or printed_claim(was) != printed_claim(now):
                found.append(RevisedClaim(place, was, now))
    return tuple(found)
