"""A brief before it has words: facts, claims and the figures behind its charts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.dataset.panel import Source
from generator.findings.claims import Claim, IndustrySlot, KeyMessage, Listing
from generator.findings.correction import Correction
from generator.findings.facts import Fact
from generator.findings.measuring.association import Association
from generator.findings.measuring.catching_up import CatchingUp
from generator.findings.measuring.peers import Peer
from generator.findings.measuring.section_tables import DriverLine, SectionLine
from generator.findings.measuring.trajectories import Trajectory, trajectory_of


@dataclass(frozen=True, slots=True)
class Considered:
    """What could have led the first page: a family, its head and its score.

    ``form`` is the form of the large chart that would show it; ``chosen`` is ``headline``,
    ``fact`` or empty: what became of it; ``parts`` are those of the score.
    """

    family: str
    head: str
    form: str
    chosen: str
    score: float
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Front:
    """The first page of a region.

    ``headline`` is the most important claim; ``lead`` tells the growth of the year and the numbers
    of the headline; ``facts`` are the next in importance, of other families and other measures;
    ``asked`` is a question, or nothing;
    ``options`` are pairs of an option and its grounds, perhaps none. ``considered`` are all drafts
    by their score.
    """

    headline: Claim
    lead: tuple[Claim, ...]
    facts: tuple[KeyMessage, ...]
    asked: tuple[Claim, ...]
    options: tuple[tuple[Claim, Claim], ...]
    considered: tuple[Considered, ...]


@dataclass(frozen=True, slots=True)
class FrontChart:
    """The large chart of a first page, as data.

    ``form`` is one of the five of the families that lead (``index_line``, ``growth_bars``,
    ``industry_bars``, ``region_bars``, ``two_strips``), ``measures`` what it shows. ``own`` and
    ``nation`` hold the lines or bars by year; ``before`` the shares of the industries, per cent,
    in the year ``base``. What forms do not use is empty; regions and industries of the reference
    year are those of the brief.
    """

    form: str
    measures: tuple[str, ...]
    own: Mapping[int, float] = field(default_factory=dict)
    nation: Mapping[int, float] = field(default_factory=dict)
    before: Mapping[str, float] = field(default_factory=dict)
    base: int = 0


@dataclass(frozen=True, slots=True)
class FrontBlocks:
    """Blocks of a first page: the large chart, measures of the facts, whether industries follow.

    No measure stands in two blocks. Their claims are those of the places ``front.chart`` (the
    title of the chart), ``front.marks`` and ``front.absent``.
    """

    chart: FrontChart | None = None
    facts: tuple[str, ...] = ()
    industries: bool = False


@dataclass(frozen=True, slots=True)
class LeagueLine:
    """One region in the national table; values by measure, ``None`` where there is none."""

    region: str
    rank: int | None
    values: Mapping[str, float | None]
    largest_industry: str | None


@dataclass(frozen=True, eq=False)
class Brief:
    """Everything that one brief says, in no language.

    A brief equals itself only: what a reader sees of two is compared by ``visible_content``.

    ``claims`` are grouped by the place in the brief where they may stand (``lede.growth``);
    ``histories`` hold, by measure, the subject's and the nation's values by year;
    ``distributions`` hold, by measure, the values of all regions in the year of its newest fact.
    ``missing`` names measures without a value and the reason. ``trajectories`` hold real
    output of every unit over the years, ``structural_peers`` the regions of nearest structure,
    ``drivers`` what the sections did for real growth: of a region, its own; of the nation, also
    those of every region. ``breaks`` hold, by measure, the first years after which its figures are
    of another kind.
    ``considered`` is what competed for the first page, the most important first.
    ``front`` holds the blocks of the first page.
    ``correction`` is set where the brief replaces an issued one, and says what changed.
    """

    subject: str
    year: int
    vintage: date
    kind: str
    preliminary: bool
    facts: tuple[Fact, ...]
    messages: tuple[KeyMessage, ...]
    claims: Mapping[str, tuple[Claim, ...]]
    histories: Mapping[str, Mapping[str, Mapping[int, float]]]
    distributions: Mapping[str, Mapping[str, float]]
    sections: tuple[SectionLine, ...]
    association: Association
    sources: tuple[Source, ...]
    trajectories: Mapping[str, Trajectory] = field(default_factory=dict)
    structural_peers: tuple[Peer, ...] = ()
    catching_up: CatchingUp | None = None
    league: tuple[LeagueLine, ...] = ()
    inequality: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    considered: tuple[Considered, ...] = ()
    correction: Correction | None = None
    drivers: Mapping[str, tuple[DriverLine, ...]] = field(default_factory=dict)
    breaks: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    front: FrontBlocks = field(default_factory=FrontBlocks)

    @property
    def national(self) -> bool:
        """Whether this is the brief of the nation."""
        return self.kind == "nation"

    @property
    def trajectory(self) -> Trajectory | None:
        """Trajectory of real output of the unit that the subject belongs to."""
        return trajectory_of(self.trajectories, self.subject)

    @property
    def key_industries(self) -> frozenset[str]:
        """Codes of the industries that the brief calls key; empty where it names none."""
        found = (claim for claims in self.claims.values() for claim in claims)
        items = (claim.slots["items"] for claim in found if claim.key.startswith("structure.key"))
        return frozenset(
            each.code
            for listing in items
            if isinstance(listing, Listing)
            for each in listing.items
            if isinstance(each, IndustrySlot)
        )

    def fact(self, measure: str) -> Fact:
        """Return the subject's newest fact of a measure.

        It is of the reference year; of a measure with few years (``latest``) it may be of an
        earlier one, which is then its ``period``.
        """
        found = (each for each in self.facts if each.measure == measure and not each.industry)
        return max(found, key=lambda fact: fact.period)

    def claim(self, place: str) -> Claim | None:
        """Return the first claim of a place, if any is licensed there."""
        claims = self.claims.get(place, ())
        return claims[0] if claims else None
