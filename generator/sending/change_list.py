"""List what a corrected edition changed in one brief, for the covering letter.

Compared are the facts that both editions keep beside their briefs, as printed: a difference that
rounding hides is none.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.classifications.regions import NATION
from generator.dataset.readers import sha256
from generator.errors import Location, Problem, Refused
from generator.findings.claims import Claim, Count, Number, Rank, Slot, TextSlot, Verbatim, Year
from generator.findings.comparing.facts_diff import revised_facts
from generator.findings.correction import RevisedFact
from generator.findings.facts import Fact
from generator.findings.measures import (
    IN_TABLES,
    MEASURE,
    NOT_NATIONAL,
    NOT_PRINTED,
)
from generator.presentation.localisation.numbers import MISSING
from generator.publication.editions import MANIFEST, issued_facts, read_manifest

MOST = 8
"""Changes that a letter lists; the others are counted."""


def changes(old: Path, new: Path, subject: str, year: int) -> tuple[Claim, ...]:
    """List what a reader of a brief would see changed.

    Parameters
    ----------
    old, new
        Folders of the edition that is replaced and of the one that replaces it.
    subject, year
        Region or nation, and reference year.

    Returns
    -------
    tuple of Claim
        Values of the reference year, or of the newest year where a measure is known for single
        years only; then the number of others. Empty where no number changed, or an edition keeps
        no facts.

    Raises
    ------
    Refused
        If the facts of an edition cannot be read, or are not those that were issued.
    """
    before, after = _facts(old, subject), _facts(new, subject)
    if not before or not after:
        return ()
    differing = _differing(before, after, subject)
    newest = _newest(before, after)
    named = [each for each in differing if _named(each, year, newest)][:MOST]
    lines = [_line(each) for each in named]
    others = len(differing) - len(named)
    if others:
        key = "letter.change_others" if named else "letter.change_count"
        lines.append(Claim(key, "note", {"k": Count(others)}))
    return tuple(lines)


def _differing(
    before: tuple[Fact, ...], after: tuple[Fact, ...], subject: str
) -> list[RevisedFact]:
    """List the differences that a brief of the subject prints."""
    left_out = NOT_PRINTED | (NOT_NATIONAL if subject == NATION else frozenset())
    return [
        each
        for each in revised_facts(before, after)
        if each.measure not in left_out and not (each.industry and each.kind == "rank")
    ]


def _facts(folder: Path, subject: str) -> tuple[Fact, ...]:
    """Return the facts of a subject as they were issued; none if the edition keeps none."""
    file = read_manifest(folder).brief(subject, "")
    if file is None:
        return ()
    path = folder / file.path
    found = sha256(path.read_bytes()) if path.is_file() else ""
    if found != file.sha256:
        slots = {"found": found, "expected": file.sha256, "manifest": str(folder / MANIFEST)}
        raise Refused([Problem("problem.brief_altered", Location(str(path)), slots)])
    return issued_facts(folder, [subject])[subject]


def _newest(before: Iterable[Fact], after: Iterable[Fact]) -> Mapping[str, int]:
    """Return the newest year of each measure, in which a brief prints it."""
    newest: dict[str, int] = {}
    for fact in (*before, *after):
        newest[fact.measure] = max(fact.period, newest.get(fact.measure, fact.period))
    return newest


def _named(each: RevisedFact, year: int, newest: Mapping[str, int]) -> bool:
    if each.industry or each.measure not in IN_TABLES:
        return False
    known = MEASURE[each.measure]
    dated = known.scope == "dated" or known.latest
    return each.period == (newest[each.measure] if dated else year)


def _line(each: RevisedFact) -> Claim:
    known = MEASURE[each.measure]
    slots: dict[str, Slot] = {
        "indicator": TextSlot(f"measure.{each.measure}"),
        "year": Year(each.period),
    }
    if each.kind == "rank":
        ranks = {
            "v0": _rank(each.rank_old, each.tied_old),
            "v1": _rank(each.rank_new, each.tied_new),
        }
        return Claim("letter.change_rank", "note", {**slots, **ranks})
    values = {"v0": _value(each, each.old), "v1": _value(each, each.new)}
    return Claim("letter.change", "note", {**slots, "unit": TextSlot(known.unit_key), **values})


def _rank(rank: int | None, tied: int) -> Slot:
    return Verbatim(MISSING) if rank is None else Rank(rank, tied)


def _value(each: RevisedFact, value: float | None) -> Slot:
    if value is None:
        return Verbatim(MISSING)
    return Number(value, each.decimals, "signed" if MEASURE[each.measure].signed else "plain")
