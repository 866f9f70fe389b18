"""Figures of years of their own, and what is said of them: society, budgets, the year so far."""

from generator.dataset.panel import Panel
from generator.findings.choosing import notes, society_claims
from generator.findings.choosing.public_finance import budget_claims, so_far_claims
from generator.findings.claims import Claim
from generator.findings.facts import Fact
from generator.findings.measuring import district_facts, society_facts
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.public_finance import budget_facts, year_so_far
from generator.findings.measuring.subject_facts import Dated


def dated_facts(panel: Panel, subject: str, year: int) -> tuple[Fact, ...]:
    """List facts on schools and roads, organisations and districts, each of its own year."""
    dated = Dated(panel, subject, year)
    return (
        *society_facts.society_facts(dated),
        *society_facts.organisation_facts(dated),
        *district_facts.district_facts(panel, subject, year),
        *budget_facts.budget_facts(dated),
        *budget_facts.first_figure_facts(dated),
        *year_so_far.so_far_facts(panel, subject, year),
    )


def dated_claims(panel: Panel, ind: Indicators, subject: str) -> dict[str, tuple[Claim, ...]]:
    """Choose sentences on schools and roads, organisations and districts."""
    return {
        "society": society_claims.society_claims(panel, ind, subject),
        "organisations": society_claims.organisation_claims(panel, subject, ind.year),
        "districts": society_claims.district_claims(panel, subject, ind.year),
    }


def finance_claims(panel: Panel, ind: Indicators, subject: str) -> dict[str, tuple[Claim, ...]]:
    """Choose sentences on local budgets and on the year so far, with their titles."""
    budget, so_far = (
        told(panel, ind, subject) for told in (budget_claims.title, so_far_claims.title)
    )
    return {
        "title.budget": (budget,) if budget else (),
        "budget": budget_claims.budget_claims(panel, ind, subject),
        "title.so_far": (so_far,) if so_far else (),
        "so_far": so_far_claims.so_far_claims(panel, ind, subject),
        "notes.output": notes.output_alone(panel, ind, subject),
        "notes.left_out": notes.left_out(panel, ind.year, subject),
    }
