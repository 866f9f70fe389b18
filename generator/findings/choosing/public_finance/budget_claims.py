"""Claims about local budgets: what they are made of, who gives and who receives; licence L1."""

from generator.classifications.regions import NATION
from generator.dataset.panel import Panel
from generator.findings.claims import (
    Claim,
    Count,
    Listing,
    Number,
    RegionSlot,
    Slot,
    Year,
    extremes,
)
from generator.findings.measures import TRANSFER_SHARE
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.public_finance.budget_facts import (
    SUBVENTIONS,
    WITHDRAWALS,
    budget_year,
    donors,
)
from generator.findings.measuring.subject_facts import Dated

HALF = 50.0
"""Share of transfers from which they bring more than taxes, per cent."""

TAXES, TRANSFERS = "taxes_per_capita", "transfers_per_capita"
SPENT = "expenditure_per_capita"


def title(panel: Panel, ind: Indicators, subject: str) -> Claim | None:
    """Say in a few words what the newest known budget of a region lives on."""
    found = _share(panel, ind, subject)
    if found is None:
        return None
    share, year = found
    slots: dict[str, Slot] = {"year": Year(year), "v": Number(share, 1, "percent")}
    if subject != NATION and panel.observation(WITHDRAWALS, subject, year) is not None:
        return Claim("t.budget_donor", "L1", slots)
    key = "t.budget_transfers" if share > HALF else "t.budget_taxes"
    return Claim(key, "L1", slots, evidence={"share": share})


def budget_claims(panel: Panel, ind: Indicators, subject: str) -> tuple[Claim, ...]:
    """State what a budget is made of, per head, against the nation, and who gives to whom."""
    found = _share(panel, ind, subject)
    if found is None:
        return ()
    told = (
        _made_of(ind, subject, found),
        _per_head(ind, subject, found[1]),
        _spent(ind, subject, found[1]),
        *_exchanged(panel, subject, found[1]),
    )
    return tuple(claim for claim in told if claim is not None)


def _share(panel: Panel, ind: Indicators, subject: str) -> tuple[float, int] | None:
    """Share of transfers in the newest year that the budget is known of, and that year."""
    year = budget_year(Dated(panel, subject, ind.year))
    share = None if year is None else ind.value(TRANSFER_SHARE, subject, year)
    return None if share is None or year is None else (share, year)


def _made_of(ind: Indicators, subject: str, found: tuple[float, int]) -> Claim | None:
    """State the share of transfers; beside the nation's where it has one."""
    share, year = found
    nation, place = (
        ind.value(TRANSFER_SHARE, NATION, year),
        ind.place(TRANSFER_SHARE, subject, year),
    )
    slots: dict[str, Slot] = {"year": Year(year), "v": Number(share, 1, "percent")}
    if subject == NATION:
        return Claim("budget.made_of_nation", "L1", slots)
    if nation is None or place is None:
        return None
    above = {"k": Count(place.rank - 1), "n_regions": Count(place.of)}
    slots |= {"u": Number(nation, 1, "percent"), **above}
    key = "budget.made_of" if place.rank > 1 else "budget.made_of_most"
    kept = slots if place.rank > 1 else {n: s for n, s in slots.items() if n != "k"}
    return Claim(key, "L1", kept, evidence={"share": share})


def _per_head(ind: Indicators, subject: str, year: int) -> Claim | None:
    """State taxes and transfers per head beside the nation's."""
    own = [ind.value(name, subject, year) for name in (TAXES, TRANSFERS)]
    nation = [ind.value(name, NATION, year) for name in (TAXES, TRANSFERS)]
    values = [each for each in (*own, *nation) if each is not None]
    if len(values) < 4:
        return None
    if subject == NATION:
        pair = {"v0": Number(values[0]), "v1": Number(values[1])}
        return Claim("budget.per_head_nation", "L1", dict(pair))
    names = ("v0", "v1", "u0", "u1")
    return Claim(
        "budget.per_head", "L1", {n: Number(v) for n, v in zip(names, values, strict=True)}
    )


def _spent(ind: Indicators, subject: str, year: int) -> Claim | None:
    """State expenditure per head, net of what is passed on; or that this is not known."""
    own, nation = ind.value(SPENT, subject, year), ind.value(SPENT, NATION, year)
    if own is None:
        return Claim("budget.spent_unknown", "L1", {"year": Year(year)})
    if nation is None or subject == NATION:
        return Claim("budget.spent_nation", "L1", {"v": Number(own)})
    return Claim("budget.spent", "L1", {"v": Number(own), "u": Number(nation)})


def _exchanged(panel: Panel, subject: str, year: int) -> tuple[Claim, ...]:
    """State what a region passed on to the republican budget, or was given as subvention."""
    dated = Dated(panel, subject, year)
    told, people = [], dated.figure("average_population", year)
    for key, table in (("budget.passed_on", WITHDRAWALS), ("budget.subvention", SUBVENTIONS)):
        amount = dated.figure(table, year)
        if amount is not None and people is not None and subject != NATION:
            slots: dict[str, Slot] = {
                "v": Number(amount.value / 1000, 1),
                "u": Number(amount.value / people.value * 1000),
            }
            told.append(Claim(key, "L1", slots))
    return tuple(told)


def national_title(ind: Indicators) -> Claim | None:
    """Say how many regions pass taxes on, and how many live more on transfers than on taxes."""
    year = ind.newest_complete(TRANSFER_SHARE)
    if year is None:
        return None
    shares = ind.distribution(TRANSFER_SHARE, year)
    most = sum(share > HALF for share in shares.values())
    slots: dict[str, Slot] = {
        "k": Count(most),
        "n_regions": Count(len(shares)),
        "year": Year(year),
    }
    return Claim("t.budget_regions", "L1", slots)


def national_claims(panel: Panel, ind: Indicators) -> tuple[Claim, ...]:
    """State the nation's local budgets, who gives, and where transfers weigh most and least."""
    told = list(budget_claims(panel, ind, NATION))
    year = ind.newest_complete(TRANSFER_SHARE)
    if year is None:
        return tuple(told)
    shares = ind.distribution(TRANSFER_SHARE, year)
    told.append(Claim("budget.ends", "L1", extremes(shares, 1, "percent")))
    given = donors(panel, year)
    nation = panel.observation(WITHDRAWALS, NATION, year)
    if given and nation is not None:
        slots: dict[str, Slot] = {
            "items": Listing(tuple(RegionSlot(each.region) for each in given), ordered=True),
            "v": Number(nation.value / 1000, 1),
        }
        told.append(Claim("budget.donors", "L1", slots))
    subventions = panel.observation(SUBVENTIONS, NATION, year)
    if subventions is not None:
        amount: dict[str, Slot] = {"v": Number(subventions.value / 1000, 1)}
        told.append(Claim("budget.subventions", "L1", amount))
    return tuple(told)
