"""Facts on a local budget in tenge, each of the newest year that is known."""

from generator.dataset.panel import Observation, Panel
from generator.findings.facts import Fact
from generator.findings.measuring.public_finance.year_so_far import (
    FIRST_FIGURE,
    revisions_of_first_figures,
)
from generator.findings.measuring.subject_facts import Dated

TAXES, SUBVENTIONS = "local_budget_taxes", "local_budget_subventions"
WITHDRAWALS = "local_budget_withdrawals"

_AMOUNTS = {
    "budget_taxes": TAXES,
    "budget_transfers": "local_budget_transfers_received",
    "budget_subventions": SUBVENTIONS,
    "budget_withdrawals": WITHDRAWALS,
    "budget_expenditure": "local_budget_expenditure",
}
_PER_HEAD = {"subventions_per_capita": SUBVENTIONS, "withdrawals_per_capita": WITHDRAWALS}


def budget_year(dated: Dated) -> int | None:
    """Return the newest year of which the subject's taxes are known; ``None`` without any."""
    found = dated.newest(TAXES)
    return None if found is None else found.year


def budget_facts(dated: Dated) -> tuple[Fact, ...]:
    """List the amounts of the subject's newest known budget; empty without one."""
    year = budget_year(dated)
    if year is None:
        return ()
    people, told = dated.figure("average_population", year), []
    for measure, table in _AMOUNTS.items():
        amount = dated.figure(table, year)
        if amount is not None:
            told.append(dated.fact(measure, amount.value / 1000, year, (amount,)))
    for measure, table in _PER_HEAD.items():
        amount = dated.figure(table, year)
        if amount is not None and people is not None:
            each = amount.value / people.value * 1000
            told.append(dated.fact(measure, each, year, (amount, people)))
    return tuple(told)


def first_figure_facts(dated: Dated) -> tuple[Fact, ...]:
    """State how far the subject's first figure of GRP moved, if a first one is known."""
    found = revisions_of_first_figures(dated.panel).get(dated.subject)
    if found is None or found[0].year > dated.last:
        return ()
    first, moved = found
    today = dated.panel.observation("grp", dated.subject, first.year)
    return (dated.fact(FIRST_FIGURE, moved, first.year, (first, today)),)


def donors(panel: Panel, year: int) -> tuple[Observation, ...]:
    """List the withdrawals of the regions that passed anything on in a year, largest first."""
    found = (
        panel.observation(WITHDRAWALS, region.code, year)
        for region in panel.regions.existing(year)
    )
    given = (each for each in found if each is not None and each.value > 0)
    return tuple(sorted(given, key=lambda each: -each.value))
