"""The brief of one region: its facts, and the claims chosen for each place of the page."""

from collections.abc import Callable

from generator.classifications.regions import NATION
from generator.dataset.panel import Panel
from generator.findings import (
    districts,
    dynamics,
    evidence,
    level,
    notes,
    organisations,
    society,
    structure,
)
from generator.findings.association import Association
from generator.findings.brief import Brief, Message
from generator.findings.claims import Claim
from generator.findings.dated import Dated
from generator.findings.facts import Fact
from generator.findings.indicators import Indicators
from generator.findings.measuring import distributions, section_lines, subject_facts

SERIES = (
    "grp_per_capita",
    "ratio_to_nation",
    "real_growth",
    "entropy_nat",
    "uv_nat",
    "rv_nat",
    "lq_var_pop",
    "lq_var_weighted",
    "hhi",
    "share_of_gdp",
    "contribution_pp",
    "largest_share",
    "investment_to_grp",
    "unemployment_rate",
    "population",
)
"""Measures whose history is kept with the brief."""

Choice = Callable[[Indicators, str], Claim | None]

MESSAGES: tuple[tuple[Choice, tuple[Choice, ...]], ...] = (
    (level.head, (level.level, level.against_nation)),
    (dynamics.head, (dynamics.growth, dynamics.contribution)),
    (structure.head, (structure.largest_against_nation, structure.other_specialisation)),
    (structure.variety_head, (structure.variety, structure.variety_over_time)),
    (structure.difference_head, (structure.difference,)),
)
"""Key messages in order: the choice of the head, and of the sentences that carry it."""

PLACES: dict[str, tuple[Choice, ...]] = {
    "deck": (level.deck,),
    "title.growth": (dynamics.since_first_year,),
    "lede.growth": (dynamics.share_of_gdp, dynamics.contribution, level.rank_change),
    "figure.growth": (dynamics.years_above,),
    "figure.per_capita": (level.ratio_over_time,),
    "figure.contribution": (dynamics.contribution_title,),
    "title.structure": (structure.head,),
    "lede.structure": (
        structure.largest_against_nation,
        structure.above_nation,
        structure.difference,
    ),
    "figure.lq": (structure.most_specialised,),
    "figure.variety": (structure.variety_over_time,),
    "figure.variance": (structure.variance_over_time,),
}
"""Places of the page and the claims that may stand there."""


def regional_brief(panel: Panel, ind: Indicators, estimated: Association, subject: str) -> Brief:
    """Choose the facts and claims of one region's brief.

    Parameters
    ----------
    panel, ind, estimated
        The figures of one vintage, the indicators of the reference year, and the regression.
    subject
        ISO 3166-2 code of the region.

    Returns
    -------
    Brief
        Places without a licensed claim are absent; measures without a value have a reason.
    """
    facts = (
        *subject_facts(panel.vintage.isoformat(), ind, subject),
        *dated_facts(panel, subject, ind.year),
    )
    claims = {place: _chosen(choices, ind, subject) for place, choices in PLACES.items()}
    claims |= shared_claims(panel, ind, estimated)
    claims |= dated_claims(panel, ind, subject)
    claims["own"] = evidence.own_estimate(estimated, subject)
    claims["notes.own_borders"] = notes.own_borders(panel, ind, subject)
    claims["notes.missing"] = notes.missing(facts, ind.year)
    claims["notes.odd"] = notes.odd(panel, ind, subject)
    return Brief(
        subject=subject,
        year=ind.year,
        vintage=panel.vintage,
        kind=panel.regions[subject].kind,
        preliminary=notes.is_preliminary(panel, ind.year),
        facts=facts,
        messages=messages(ind, subject),
        claims={place: chosen for place, chosen in claims.items() if chosen},
        histories=histories(ind, subject),
        distributions=distributions(ind),
        sections=section_lines(ind, subject),
        association=estimated,
        sources=notes.used_sources(panel, facts),
    )


def dated_facts(panel: Panel, subject: str, year: int) -> tuple[Fact, ...]:
    """Facts on schools and roads, organisations and districts, each of its own year."""
    dated = Dated(panel, subject, year)
    return (
        *society.facts(dated),
        *organisations.facts(dated),
        *districts.facts(panel, subject, year),
    )


def dated_claims(panel: Panel, ind: Indicators, subject: str) -> dict[str, tuple[Claim, ...]]:
    """Sentences on schools and roads, organisations and districts."""
    return {
        "society": society.claims(panel, ind, subject),
        "organisations": organisations.claims(panel, subject, ind.year),
        "districts": districts.claims(panel, subject, ind.year),
    }


def shared_claims(
    panel: Panel, ind: Indicators, estimated: Association
) -> dict[str, tuple[Claim, ...]]:
    """Claims that stand in every brief of the year."""
    above, title = level.above_nation(ind), evidence.title(estimated)
    return {
        "figure.ranking": (above,) if above else (),
        "title.association": (title,) if title else (),
        "association": evidence.estimate(estimated),
        "caution": evidence.caution(estimated),
        "notes.sample": evidence.left_out(estimated),
        "notes.status": notes.status(panel, ind.year),
        "notes.borders": notes.borders(),
        "notes.coverage": notes.coverage(panel, ind),
        "notes.rounding": notes.rounding(ind),
    }


def messages(ind: Indicators, subject: str) -> tuple[Message, ...]:
    """Key messages whose head and at least one sentence are licensed."""
    found = []
    for choose_head, choices in MESSAGES:
        head, body = choose_head(ind, subject), _chosen(choices, ind, subject)
        if head is not None and body:
            found.append(Message(head, body))
    return tuple(found)


def _chosen(choices: tuple[Choice, ...], ind: Indicators, subject: str) -> tuple[Claim, ...]:
    found = (choose(ind, subject) for choose in choices)
    return tuple(claim for claim in found if claim is not None)


def histories(ind: Indicators, subject: str) -> dict[str, dict[str, dict[int, float]]]:
    """Series of the subject and the nation by measure."""
    return {
        measure: {code: ind.series(measure, code) for code in (subject, NATION)}
        for measure in SERIES
    }
