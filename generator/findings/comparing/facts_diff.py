"""What a revision does to one number, and what a corrected brief says about it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from generator.classifications.regions import NATION
from generator.findings.correction import RevisedFact
from generator.findings.facts import Fact
from generator.findings.measures import MEASURE
from generator.findings.rounding import rounded

Key = tuple[str, str, int, int]


def revised_facts(old: Iterable[Fact], new: Iterable[Fact]) -> tuple[RevisedFact, ...]:
    """Compare the facts of one subject in two vintages, as printed.

    Parameters
    ----------
    old, new
        The facts of the same subject; their order does not matter.

    Returns
    -------
    tuple of RevisedFact
        Those whose printed value or rank differs, in the order of the newer facts; those that are
        gone come last. Empty if a reader would see no difference.
    """
    before, after = _by_key(old), _by_key(new)
    keys = [*after, *(key for key in before if key not in after)]
    found = (_revised(before.get(key), after.get(key)) for key in keys)
    return tuple(each for each in found if each is not None)


def revised_beside(old: Iterable[Fact], new: Iterable[Fact]) -> tuple[RevisedFact, ...]:
    """Compare the national values that stand beside the facts of a region.

    Parameters
    ----------
    old, new
        The facts of the same region in two vintages.

    Returns
    -------
    tuple of RevisedFact
        About the nation, without ranks; empty if no printed national value differs.
    """
    before, after = (
        [
            replace(fact, subject=NATION, value=fact.national, rank=None, of=None, tied=1)
            for fact in facts
            if fact.national is not None
        ]
        for facts in (old, new)
    )
    return tuple(each for each in revised_facts(before, after) if each.kind == "revised")


def _by_key(facts: Iterable[Fact]) -> Mapping[Key, Fact]:
    return {(fact.measure, fact.industry, fact.period, fact.months): fact for fact in facts}


def _revised(old: Fact | None, new: Fact | None) -> RevisedFact | None:
    known = new or old
    if known is None:
        return None
    before, after = _printed(old, known.decimals), _printed(new, known.decimals)
    ranks = [(each.rank, each.of, each.tied) if each else (None, None, 1) for each in (old, new)]
    if before == after and ranks[0] == ranks[1]:
        return None
    difference = None if before is None or after is None else after - before
    return RevisedFact(
        subject=known.subject,
        measure=known.measure,
        industry=known.industry,
        period=known.period,
        unit=known.unit,
        decimals=known.decimals,
        old=_float(before),
        new=_float(after),
        difference=_float(difference),
        relative=_relative(known.measure, before, after),
        rank_old=ranks[0][0],
        rank_new=ranks[1][0],
        of_old=ranks[0][1],
        of_new=ranks[1][1],
        tied_old=ranks[0][2],
        tied_new=ranks[1][2],
    )


def _printed(fact: Fact | None, decimals: int) -> Decimal | None:
    return None if fact is None or fact.value is None else rounded(fact.value, decimals)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _relative(measure: str, before: Decimal | None, after: Decimal | None) -> float | None:
    known = MEASURE.get(measure)
    stated = known is not None and known.change == "relative"
    if not stated or before is None or after is None or before <= 0:
        return None
    return float((after / before - 1) * 100)
