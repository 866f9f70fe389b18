"""The brief of the nation: its regions side by side, and how unequal they are."""

import math
from collections.abc import Mapping

from generator.classifications.regions import NATION
from generator.dataset.panel import Panel
from generator.economics.path import SeriesPath, path
from generator.findings.brief import Brief, LeagueLine
from generator.findings.choosing import (
    contrast_claims,
    convergence_claims,
    growth_claims,
    notes,
    output_claims,
    shock_claims,
    structure_claims,
    titles,
)
from generator.findings.choosing.associations import living_claims
from generator.findings.choosing.dated.dated_claims import (
    dated_claims,
    dated_facts,
    finance_claims,
)
from generator.findings.choosing.drivers import driver_claims
from generator.findings.choosing.grouping import group_claims
from generator.findings.choosing.importance.national_front import national_front
from generator.findings.choosing.joining import bridge_claims
from generator.findings.choosing.public_finance import budget_claims
from generator.findings.choosing.study import Study
from generator.findings.claims import (
    Claim,
    Count,
    IndustrySlot,
    KeyMessage,
    Number,
    Slot,
    Year,
    extremes,
)
from generator.findings.consistency.series_breaks import finished
from generator.findings.facts import Fact
from generator.findings.measures import DIVERSIFICATION, GROWTH, LEAGUE, NOT_NATIONAL, PER_CAPITA
from generator.findings.measuring import catching_up
from generator.findings.measuring.associations import living_conditions
from generator.findings.measuring.frame_cells import row_of
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.public_finance import year_so_far
from generator.findings.measuring.section_tables import DriverLine
from generator.findings.measuring.subject_facts import (
    distributions,
    driver_lines,
    histories,
    section_lines,
    subject_facts,
)

IN_SHORT = {
    "t.ineq_up": "t.ineq_higher",
    "t.ineq_down": "t.ineq_lower",
    "t.ineq_peak": "t.ineq_since_peak",
    "t.ineq_trough": "t.ineq_since_trough",
    "t.ineq_step_up": "t.ineq_since_step_up",
    "t.ineq_step_down": "t.ineq_since_step_down",
}
"""Title of a chart that shows the path of inequality, by the sentence that tells it."""


def national_brief(computed: Study) -> Brief:
    """Choose the facts and claims of the national brief.

    Returns
    -------
    Brief
        With the table of regions and the inequality series; sentences as licensed.
    """
    panel, ind, estimated = computed.panel, computed.ind, computed.estimated
    facts = (
        *subject_facts(computed.vintage, ind, NATION),
        *dated_facts(panel, NATION, ind.year),
    )
    unequal = catching_up.inequality(panel, ind.year)
    claims = {**computed.shared, **_places(ind, unequal)}
    claims |= national_front(ind, computed.trajectories)
    claims |= dated_claims(panel, ind, NATION)
    claims |= _finance(panel, ind)
    correlated = contrast_claims.correlations(panel, ind)
    claims["society"] = (*claims["society"], *correlated)
    claims |= _groups(panel, ind, correlated)
    claims |= _notes(computed, facts)
    converged = catching_up.catching_up(panel, computed.trajectories)
    claims["convergence"] = convergence_claims.convergence_claims(converged)
    claims |= titles.titles(ind, computed.trajectories, converged)
    chosen = Brief(
        subject=NATION,
        year=ind.year,
        vintage=panel.vintage,
        kind="nation",
        preliminary=notes.is_preliminary(panel, facts, ind.year),
        facts=facts,
        messages=_messages(ind, unequal),
        claims={place: chosen for place, chosen in claims.items() if chosen},
        histories=histories(ind, NATION),
        distributions=distributions(ind) | year_so_far.distributions_so_far(panel, ind.year),
        sections=section_lines(ind, NATION),
        association=estimated,
        sources=notes.used_sources(panel, facts),
        trajectories=computed.trajectories,
        catching_up=converged,
        league=league(panel, ind),
        inequality=unequal,
        drivers=drivers(ind),
    )
    return finished(chosen, panel)


def _notes(computed: Study, facts: tuple[Fact, ...]) -> dict[str, tuple[Claim, ...]]:
    """Choose what the brief owes its reader about its figures, by place."""
    panel, ind = computed.panel, computed.ind
    national = tuple(fact for fact in facts if fact.measure not in NOT_NATIONAL)
    return {
        "notes.missing": notes.missing(national, ind.year),
        "notes.status": notes.status(panel, facts, ind.year),
        "notes.breaks": notes.breaks(panel, ind, NATION),
        "notes.odd": notes.odd(panel, ind, NATION),
        "notes.course": shock_claims.short_trajectories(computed.trajectories),
        "notes.undated": notes.undated(panel, NATION, ind.year),
    }


def _finance(panel: Panel, ind: Indicators) -> dict[str, tuple[Claim, ...]]:
    """Choose sentences on local budgets: who gives, who receives; and on the year so far."""
    claims = finance_claims(panel, ind, NATION)
    regions = budget_claims.national_title(ind)
    claims["title.budget"] = (regions,) if regions else claims["title.budget"]
    return {**claims, "budget": budget_claims.national_claims(panel, ind)}


def _groups(
    panel: Panel, ind: Indicators, correlated: tuple[Claim, ...]
) -> dict[str, tuple[Claim, ...]]:
    """Choose sentences on the groups of regions, and on output per head and living conditions."""
    found = living_conditions.living_conditions(panel, ind.year)
    single = {
        "title.groups": group_claims.title(ind),
        "figure.groups": group_claims.map_title(ind),
        "figure.living": living_claims.title(found),
    }
    named = {place: (claim,) for place, claim in single.items() if claim is not None}
    schools = any(each.key.startswith("rho.schools") for each in correlated)
    told = living_claims.sentences(found, schools=schools)
    return {**named, "groups": group_claims.members(ind), "living": told}


def league(panel: Panel, ind: Indicators) -> tuple[LeagueLine, ...]:
    """List the regions by GRP per capita; regions without a value come last."""
    lines = []
    for region in panel.regions.existing(ind.year):
        place = ind.place(PER_CAPITA, region.code)
        largest = structure_claims.largest_section(ind, region.code)
        values = {name: ind.value(name, region.code) for name in sorted(LEAGUE)}
        lines.append(
            LeagueLine(
                region.code, place.rank if place else None, values, largest[0] if largest else None
            )
        )
    return tuple(sorted(lines, key=lambda line: line.rank or len(lines) + 1))


def _places(
    ind: Indicators, unequal: Mapping[str, dict[int, float]]
) -> dict[str, tuple[Claim, ...]]:
    single = {
        "title.regions": output_claims.above_nation(ind),
        "figure.inequality": inequality_since(unequal),
        "figure.variety": variety_extremes(ind),
        "figure.drivers": driver_claims.title(ind, NATION),
        "title.drivers": driver_claims.commonest_driver(ind),
    }
    found = {place: (claim,) for place, claim in single.items() if claim is not None}
    return {**found, "drivers": driver_claims.sentences(ind, NATION)}


def drivers(ind: Indicators) -> dict[str, tuple[DriverLine, ...]]:
    """List what the sections did for real growth, of the nation and of every region."""
    return {code: driver_lines(ind, code) for code in (NATION, *ind.distribution(GROWTH))}


def _messages(ind: Indicators, unequal: Mapping[str, dict[int, float]]) -> tuple[KeyMessage, ...]:
    drafts = (
        (gap(ind), (gap_values(ind),)),
        (regions_that_grew(ind), (growth_range(ind), growth_claims.largest_contribution(ind))),
        (inequality_trend(unequal), (inequality_after(unequal),)),
        (
            structure_claims.head(ind, NATION),
            (largest_before(ind), *bridge_claims.moved(ind, NATION)),
        ),
    )
    found = []
    for head, body in drafts:
        sentences = tuple(claim for claim in body if claim is not None)
        if head is not None and sentences:
            found.append(KeyMessage(head, sentences))
    return tuple(found)


def largest_before(ind: Indicators) -> Claim | None:
    """State the share of the largest industry a year before (L2), and the next largest."""
    now, before = row_of(ind.shares_in_grp, NATION), row_of(ind.previous_shares, NATION)
    if len(now) < 2 or any(math.isnan(share) for share in (*now.values(), *before.values())):
        return None
    first, second = sorted(now, key=lambda name: -now[name])[:2]
    if first not in before:
        return None
    slots: dict[str, Slot] = {
        "y0": Year(ind.year - 1),
        "share0": Number(before[first] * 100, 1, "percent"),
        "industry": IndustrySlot(second),
        "share": Number(now[second] * 100, 1, "percent"),
    }
    return Claim("nation.largest_before", "L2", slots)


def gap(ind: Indicators) -> Claim | None:
    """State how many times the lowest GRP per capita the highest one is, and where (L3)."""
    values = ind.of_all(PER_CAPITA)
    if not values or min(values.values()) <= 0:
        return None
    ratio = max(values.values()) / min(values.values())
    named = {name: slot for name, slot in extremes(values, 1).items() if name in ("max", "min")}
    slots: dict[str, Slot] = {**named, "ratio": Number(ratio, 1)}
    return Claim("nation.gap", "L3", slots, evidence={"ratio": ratio})


def gap_values(ind: Indicators) -> Claim | None:
    """State the highest and the lowest GRP per capita, below a head that says where."""
    found = _ends("nation.gap_values", ind, PER_CAPITA, 1)
    if found is None:
        return None
    kept = {name: found.slots[name] for name in ("year", "vmax", "vmin")}
    return Claim("nation.gap_values", found.licence, kept)


def variety_extremes(ind: Indicators) -> Claim | None:
    """Name the regions with the highest and the lowest diversification index."""
    found = _ends("t.variety_ends", ind, DIVERSIFICATION, 2)
    named = {name: found.slots[name] for name in ("max", "min")} if found else {}
    return Claim("t.variety_ends", "L1", named) if named else None


def _ends(
    key: str, ind: Indicators, measure: str, decimals: int, style: str = "plain"
) -> Claim | None:
    values = ind.of_all(measure)
    if not values:
        return None
    return Claim(key, "L1", extremes(values, decimals, style) | {"year": Year(ind.year)})


def regions_that_grew(ind: Indicators) -> Claim | None:
    """Say in how many regions output grew (L2); without all of them, that GDP grew or fell."""
    growth, regions = ind.value(GROWTH, NATION), ind.of_all(GROWTH)
    if not regions:
        return Claim("nation.head_growth", "L2") if growth is not None else None
    grew = sum(value > 0 for value in regions.values())
    counted: dict[str, Slot] = {"n_regions": Count(len(regions))}
    if grew == len(regions):
        return Claim("nation.grew_all", "L2", counted)
    return Claim("nation.grew_some", "L2", {"k": Count(grew), **counted})


def growth_range(ind: Indicators) -> Claim | None:
    """State the lowest and the highest growth of the regions; without all of them GDP's."""
    found = _ends("nation.growth_range", ind, GROWTH, 1, "percent_signed")
    growth = ind.value(GROWTH, NATION)
    if found is not None:
        kept = {name: slot for name, slot in found.slots.items() if name != "year"}
        return Claim(found.key, "L2", kept)
    slots: dict[str, Slot] = {"year": Year(ind.year)}
    if growth is None:
        return None
    return Claim("nation.growth", "L2", {**slots, "v": Number(growth, 1, "percent_signed")})


def inequality_trend(unequal: Mapping[str, dict[int, float]]) -> Claim | None:
    """Tell the path of Theil's index (L22), where two of three indices agree on a change (L8)."""
    found = path(unequal["theil_t"])
    if found is None or found.shape(0) == "none":
        return None
    first, last = found.first.year, found.last.year
    if any(index[first] == 0 for index in unequal.values()):
        return None  # nobody was unequal at the start: no change has a rate
    changes = {name: index[last] / index[first] - 1 for name, index in unequal.items()}
    ups = sum(change >= titles.CLEAR_CHANGE for change in changes.values())
    downs = sum(change <= -titles.CLEAR_CHANGE for change in changes.values())
    years: dict[str, Slot] = {"y0": Year(first), "y1": Year(last)}
    if max(ups, downs) < 2:
        return Claim("t.ineq_flat", "L8", years, evidence=changes)
    key, told = _inequality(found, "up" if ups > downs else "down")
    ends: dict[str, Slot] = {
        "v0": Number(found.first.value, 3),
        "v1": Number(found.last.value, 3),
    }
    return Claim(key, "L8", {**years, **ends, **told}, evidence=changes)


def _inequality(found: SeriesPath, way: str) -> tuple[str, dict[str, Slot]]:
    """Choose words for the shape of the path; ``way`` is that of two of three indices."""
    shape, step = found.shape(titles.CLEAR_CHANGE * found.first.value), found.largest_step
    if shape in ("peak", "trough"):
        turned: dict[str, Slot] = {
            "v": Number(found.extreme.value, 3),
            "year": Year(found.extreme.year),
        }
        return f"t.ineq_{shape}", turned
    if shape == "step" and step is not None and (step.change > 0) == (way == "up"):
        stepped: dict[str, Slot] = {
            "u": Number(step.before.value, 3),
            "v": Number(step.after.value, 3),
            "year": Year(step.after.year),
        }
        return f"t.ineq_step_{way}", stepped
    return f"t.ineq_{way}", {}


def inequality_since(unequal: Mapping[str, dict[int, float]]) -> Claim | None:
    """Say in few words how inequality came to be what it is (L8, L22)."""
    found = inequality_trend(unequal)
    if found is None or found.key == "t.ineq_flat":
        return found
    kept = {name: slot for name, slot in found.slots.items() if name in ("y0", "year")}
    return Claim(IN_SHORT[found.key], "L8", kept, evidence=found.evidence)


def inequality_after(unequal: Mapping[str, dict[int, float]]) -> Claim | None:
    """State the three indices since the year in which the path turned or dropped.

    Where it did neither, or did so in the last year, the indices at both ends.
    """
    found = inequality_trend(unequal)
    year = found.slots.get("year") if found else None
    last = max(unequal["theil_t"], default=0)
    if not isinstance(year, Year) or year.value == last or not unequal["theil_t"][year.value]:
        return inequality_values(unequal)
    theil, gini, williamson = (unequal[name] for name in ("theil_t", "gini", "williamson"))
    slots: dict[str, Slot] = {
        "year": year,
        "y1": Year(last),
        "v": Number((theil[last] / theil[year.value] - 1) * 100, 1, "percent_signed"),
        "v0": Number(gini[year.value], 3),
        "v1": Number(gini[last], 3),
        "u0": Number(williamson[year.value], 3),
        "u1": Number(williamson[last], 3),
    }
    return Claim("nation.inequality_since", "L8", slots)


def inequality_values(unequal: Mapping[str, dict[int, float]]) -> Claim | None:
    """State the other two indices at both ends of the series."""
    if len(unequal["gini"]) < 2:
        return None
    first, last = min(unequal["gini"]), max(unequal["gini"])
    slots: dict[str, Slot] = {
        "v0": Number(unequal["gini"][first], 3),
        "v1": Number(unequal["gini"][last], 3),
        "u0": Number(unequal["williamson"][first], 3),
        "u1": Number(unequal["williamson"][last], 3),
        "y0": Year(first),
        "y1": Year(last),
    }
    return Claim("nation.inequality", "L8", slots)
