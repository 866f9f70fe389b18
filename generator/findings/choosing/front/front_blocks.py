"""Blocks of a region's first page, none about an indicator that another one tells."""

from generator.findings.brief import Front, FrontBlocks
from generator.findings.choosing.front.front_charts import SHARES, front_chart
from generator.findings.choosing.importance.drafts import View
from generator.findings.choosing.importance.level_families import EMPLOYMENT, RATIO
from generator.findings.claims import Claim, IndustrySlot, Number, Slot, Year
from generator.findings.consistency.claim_subjects import subject_of
from generator.findings.facts import Fact
from generator.findings.measures import GROWTH, INVESTMENT, PER_CAPITA, UNEMPLOYMENT

WAGE = "average_wage"
PLAIN = (PER_CAPITA, INVESTMENT, UNEMPLOYMENT, WAGE, EMPLOYMENT, "transfer_share")
"""Indicators that a reader knows, from which the facts are taken; the first one always comes
first."""

FACTS = 3
"""Facts of a first page."""
OLD = 0.1
"""What a year of age takes from how far a place is from the middle, in parts of the list."""
MOVED = 3.0
"""Percentage points by which a share moves in a year to be marked."""
LARGEST = 5
"""Industries shown."""

ASKED: tuple[tuple[str, frozenset[str]], ...] = (
    ("ask.output_jobs", frozenset({EMPLOYMENT})),
    ("ask.jobs_output", frozenset({EMPLOYMENT})),
    ("ask.jobs_unemployment", frozenset({EMPLOYMENT, UNEMPLOYMENT})),
    ("ask.investment", frozenset({INVESTMENT})),
)
"""What questions tell besides growth, by the beginning of their keys."""

Blocks = tuple[FrontBlocks, dict[str, tuple[Claim, ...]]]
"""The blocks as data, and their claims by place."""


def front_blocks(view: View, front: Front | None, facts: tuple[Fact, ...]) -> Blocks:
    """Choose the blocks of a region's first page.

    Parameters
    ----------
    view, front
        The region, and what its first page says; ``None`` where nothing can be said.
    facts
        The facts of its brief.

    Returns
    -------
    Blocks
        Without anything to say there is no chart and there are the plainest facts.
    """
    drawn = front_chart(view, front) if front else None
    chart, title = drawn or (None, ())
    told = _told(front) | set(chart.measures if chart else ())
    shown = not set(SHARES) & told
    blocks = FrontBlocks(chart, plain_facts(facts, view.year, told), shown)
    claims = {
        "front.chart": title,
        "front.marks": moved_shares(view),
        "front.absent": absent(facts, view.year),
    }
    return blocks, claims


def _told(front: Front | None) -> set[str]:
    """Return the measures that headline, lead and question tell."""
    if front is None:
        return set()
    found: set[str] = {GROWTH}
    for claim in (front.headline, *front.lead):
        row = subject_of(claim.key)
        found.update(row.indicators if row else ())
    if RATIO in found:
        found.add(PER_CAPITA)
    for claim in front.asked:
        found.update(*(names for key, names in ASKED if claim.key.startswith(key)))
    return found


def plain_facts(facts: tuple[Fact, ...], year: int, told: set[str]) -> tuple[str, ...]:
    """Choose up to three measures: output per head, then those furthest from the middle.

    Parameters
    ----------
    facts, year
        Facts of the brief, and its reference year.
    told
        Measures that another block tells.
    """
    newest: dict[str, Fact] = {}
    for fact in sorted(facts, key=lambda each: each.period):
        if fact.measure in PLAIN and not fact.industry and fact.value is not None:
            newest[fact.measure] = fact
    free = [name for name in PLAIN if name in newest and name not in told]
    free.sort(key=lambda name: -_apart(newest[name], year))
    first = [name for name in free if name == PER_CAPITA]
    return tuple([*first, *(name for name in free if name != PER_CAPITA)][:FACTS])


def _apart(fact: Fact, year: int) -> float:
    """How far a place is from the middle of the list, 0 to 0.5, less for old figures."""
    if fact.rank is None or fact.of is None or fact.of < 2:
        return -1.0
    middle = (fact.rank + (fact.tied - 1) / 2 - 1) / (fact.of - 1)
    return abs(middle - 0.5) - OLD * (year - fact.period)


def moved_shares(view: View) -> tuple[Claim, ...]:
    """Mark those of the largest industries whose share moved by more than 3 points in a year."""
    shares = {name: by for name, by in view.shares.items() if view.year in by}
    largest = sorted(shares, key=lambda name: -shares[name][view.year])[:LARGEST]
    marks = []
    for name in largest:
        now, before = shares[name][view.year], shares[name].get(view.year - 1)
        if before is not None and abs(now - before) > MOVED:
            slots: dict[str, Slot] = {
                "industry": IndustrySlot(name),
                "pp": Number(now - before, 1, "signed"),
                "year": Year(view.year),
            }
            marks.append(Claim("absent.moved", "L2", slots))
    return tuple(marks)


def absent(facts: tuple[Fact, ...], year: int) -> tuple[Claim, ...]:
    """Say what a reader may look for and will not find; older figures say until when they go."""
    wage = max((fact.period for fact in facts if fact.measure == WAGE), default=year)
    if wage < year:
        return (Claim("absent.wages", "note", {"year": Year(wage)}),)
    return (Claim("absent.always", "note"),)
