"""The brief of one region: its facts, and the claims chosen for each place of the page."""

from collections.abc import Callable

from generator.findings.brief import Brief, Front
from generator.findings.choosing import (
    growth_claims,
    labour_investment_claims,
    notes,
    output_claims,
    regression_claims,
    shock_claims,
    structure_claims,
    titles,
)
from generator.findings.choosing.dated.dated_claims import (
    dated_claims,
    dated_facts,
    finance_claims,
)
from generator.findings.choosing.drivers import driver_claims, productivity_claims, shift_claims
from generator.findings.choosing.front.front_blocks import front_blocks
from generator.findings.choosing.importance.drafts import View
from generator.findings.choosing.joining import bridge_claims
from generator.findings.choosing.study import Study
from generator.findings.claims import Claim
from generator.findings.consistency.series_breaks import finished
from generator.findings.facts import Fact
from generator.findings.measures import IN_BUDGET
from generator.findings.measuring import peers
from generator.findings.measuring.accounts.growth_shift import shift_facts
from generator.findings.measuring.accounts.productivity import per_head_facts
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.subject_facts import (
    distributions,
    driver_lines,
    histories,
    section_lines,
    subject_facts,
)
from generator.findings.measuring.trajectories import Trajectory, trajectory_of

Choice = Callable[[Indicators, str], Claim | None]

PLACES: dict[str, tuple[Choice, ...]] = {
    "title.growth": (growth_claims.title,),
    "lede.growth": (growth_claims.share_of_gdp, output_claims.rank_change),
    "figure.sections": (titles.leading_industries,),
    "figure.ranking": (titles.side,),
    "figure.growth": (growth_claims.years_above,),
    "figure.per_capita": (titles.ratio_path,),
    "figure.drivers": (driver_claims.title,),
    "figure.contribution": (growth_claims.contribution_title,),
    "lede.structure": (
        structure_claims.most_specialised,
        structure_claims.key_industries_claim,
        structure_claims.variance_change,
    ),
    "figure.lq": (structure_claims.above_nation,),
    "figure.variety": (structure_claims.variety_over_time,),
    "figure.typology": (structure_claims.quadrant,),
    "figure.investment": (labour_investment_claims.investment_title,),
    "figure.unemployment": (labour_investment_claims.unemployment_title,),
}
"""Places of the page and the claims that may stand there."""


def regional_brief(computed: Study, subject: str) -> Brief:
    """Choose the facts and claims of one region's brief.

    Parameters
    ----------
    computed
        The figures of one vintage, and what they show for the reference year.
    subject
        ISO 3166-2 code of the region.

    Returns
    -------
    Brief
        Places without a licensed claim are absent; measures without a value have a reason.
    """
    panel, ind, estimated = computed.panel, computed.ind, computed.estimated
    vintage, trajectory = computed.vintage, trajectory_of(computed.trajectories, subject)
    measured = subject_facts(vintage, ind, subject)
    facts = (
        *measured,
        *shock_claims.trajectory_facts(ind, trajectory, (subject, vintage)),
        *dated_facts(panel, subject, ind.year),
        *shift_facts(vintage, ind, subject),
        *per_head_facts(panel, ind, subject),
    )
    structural_peers = peers.structural_peers(ind, subject)
    claims = _claims(computed, subject, measured, structural_peers)
    front = computed.fronts.get(subject)
    view = View(ind, computed.trajectories, subject, panel.breaks)
    blocks, told = front_blocks(view, front, facts)
    claims |= {place: chosen for place, chosen in told.items() if chosen}
    chosen = Brief(
        subject=subject,
        year=ind.year,
        vintage=panel.vintage,
        kind=panel.regions[subject].kind,
        preliminary=notes.is_preliminary(panel, facts, ind.year),
        facts=facts,
        messages=front.facts if front else (),
        claims=claims,
        histories=histories(ind, subject),
        distributions=distributions(ind),
        sections=section_lines(ind, subject),
        association=estimated,
        sources=notes.used_sources(panel, facts),
        trajectories=computed.trajectories,
        structural_peers=structural_peers,
        drivers={subject: driver_lines(ind, subject)},
        considered=front.considered if front else (),
        front=blocks,
    )
    return finished(chosen, panel)


def _claims(
    computed: Study,
    subject: str,
    measured: tuple[Fact, ...],
    structural_peers: tuple[peers.Peer, ...],
) -> dict[str, tuple[Claim, ...]]:
    """Choose what the brief says, by place."""
    panel, ind, estimated = computed.panel, computed.ind, computed.estimated
    claims = dict(computed.shared)
    claims |= {place: _chosen(choices, ind, subject) for place, choices in PLACES.items()}
    followed = trajectory_of(computed.trajectories, subject)
    claims |= trajectory_claims(ind, subject, followed) | dated_claims(panel, ind, subject)
    claims["drivers"] = (*driver_claims.sentences(ind, subject), *shift_claims.parts(ind, subject))
    split = productivity_claims.split(panel, ind, subject)
    claims["lede.shocks"] = (*claims.get("lede.shocks", ()), *split)
    claims |= front_claims(computed.fronts.get(subject))
    claims["title.structure"], claims["group"] = _grouped(ind, subject)
    shown = tuple(fact for fact in measured if fact.measure not in IN_BUDGET)
    claims["title.indicators"] = titles.summits(
        shown, len(ind.distribution("grp"))
    ) or titles.positions(shown)
    difference = structure_claims.peer_difference(ind, subject, structural_peers)
    cut_off = structure_claims.peer_cut_off(ind, structural_peers)
    mining = structure_claims.variety_without_mining(ind, subject)
    claims["twins"] = tuple(each for each in (mining, difference, cut_off) if each)
    claims |= finance_claims(panel, ind, subject)
    own = (regression_claims.own_estimate, regression_claims.own_levels)
    claims["own"] = tuple(claim for told in own for claim in told(estimated, subject))
    for place, added in bridge_claims.joining(ind, subject, followed).items():
        claims[place] = (*claims.get(place, ()), *added)
    claims["notes.status"] = notes.status(panel, measured, ind.year)
    claims["notes.own_borders"] = notes.own_borders(panel, ind, subject)
    claims["notes.missing"] = notes.missing(measured, ind.year)
    claims["notes.breaks"] = notes.breaks(panel, ind, subject)
    claims["notes.odd"] = notes.odd(panel, ind, subject)
    claims["notes.undated"] = notes.undated(panel, subject, ind.year)
    return {place: chosen for place, chosen in claims.items() if chosen}


def front_claims(front: Front | None) -> dict[str, tuple[Claim, ...]]:
    """Put the claims of the first page, and the options, at their places; nothing without."""
    if front is None:
        return {}
    return {
        "front.headline": (front.headline,),
        "front.lead": front.lead,
        "front.question": front.asked,
        "options": tuple(body for body, _ in front.options),
        "options.grounds": tuple(grounds for _, grounds in front.options),
    }


def _grouped(ind: Indicators, subject: str) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Split what is said of the region's group: a title for the page, and the rest."""
    found = structure_claims.group(ind, subject)
    if found:
        return found[:1], found[1:]
    largest = structure_claims.head(ind, subject)
    return ((largest,) if largest else ()), ()


def trajectory_claims(
    ind: Indicators, subject: str, trajectory: Trajectory | None
) -> dict[str, tuple[Claim, ...]]:
    """Choose claims about the trajectory of real output of the region's unit."""
    title = shock_claims.title(ind, subject, trajectory)
    since = shock_claims.since(trajectory)
    return {
        "figure.resilience": (since,) if since else (),
        "title.shocks": (title,) if title else (),
        "lede.shocks": shock_claims.lede(trajectory),
        "notes.course": shock_claims.notes(trajectory),
    }


def _chosen(choices: tuple[Choice, ...], ind: Indicators, subject: str) -> tuple[Claim, ...]:
    found = (choose(ind, subject) for choose in choices)
    return tuple(claim for claim in found if claim is not None)
