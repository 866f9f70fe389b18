"""Claims about schools and roads, organisations and districts (licences L1, L2, L9, L19)."""

from collections.abc import Mapping
from datetime import date

from generator.classifications.regions import NATION
from generator.dataset.panel import Observation, Panel
from generator.findings.choosing.contrast_claims import contrast
from generator.findings.claims import (
    Claim,
    Day,
    IndustrySlot,
    Interval,
    Listing,
    Number,
    Slot,
    TextSlot,
    Verbatim,
    Year,
)
from generator.findings.indifference import compared
from generator.findings.measuring.district_facts import (
    DistrictPanel,
    decomposition,
    district_measures,
    district_panel,
)
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.society_facts import (
    ROADS,
    SCHOOLS,
    Movement,
    Schools,
    local_road,
    movements,
    organisation_stock,
    rounded,
    schools,
)
from generator.findings.measuring.subject_facts import Dated, status_of

BUREAU = "BNS-"
"""Ids of the sources of the Bureau, which every page names already, begin so."""


def society_claims(panel: Panel, ind: Indicators, subject: str) -> tuple[Claim, ...]:
    """Choose sentences on schools and roads; a contrast replaces the figures that it names."""
    dated = Dated(panel, subject, ind.year)
    found, road = schools(dated), local_road(dated)
    beside_schools, beside_roads = contrast(ind, dated, SCHOOLS), contrast(ind, dated, ROADS)
    return (
        *((beside_schools,) if beside_schools else _schools(dated, found)),
        *((beside_roads,) if beside_roads else _roads(dated, road)),
        *_lacking(dated, found, road),
        *_publishers(dated, (found.figure if found else None, road)),
    )


def _publishers(dated: Dated, figures: tuple[Observation | None, ...]) -> tuple[Claim, ...]:
    """Name who published figures that are not the Bureau's own; quoted ones say so themselves."""
    used = {each.source for each in figures if each is not None and each.status != "quoted"}
    names = {
        source.publisher: Verbatim(source.publisher)
        for source in dated.panel.sources()
        if source.id in used and not source.id.startswith(BUREAU)
    }
    if not names:
        return ()
    return (Claim("society.sources", "note", {"items": Listing(tuple(names.values()))}),)


def _lacking(dated: Dated, found: Schools | None, road: Observation | None) -> tuple[Claim, ...]:
    """Say which figures there are none of."""
    city = dated.panel.regions[dated.subject].kind == "city"
    if found is None and road is None and not city:
        return (Claim("society.none", "note"),)
    if found is None:
        return (Claim("society.no_schools", "note"),)
    return () if road is not None or city else (Claim("society.no_roads", "note"),)


def _schools(dated: Dated, found: Schools | None) -> tuple[Claim, ...]:
    if found is None:
        return ()
    figure, count = found.figure, int(found.figure.value)
    place = "nation" if dated.subject == NATION else "n"
    slots: dict[str, Slot] = {"year": Year(figure.year), "status": status_of(figure)}
    if count == 0 and place == "n":
        told = [Claim("school.none", "L1", slots)]
    else:
        told = [Claim(f"school.{place}", "L1", slots, count=count)]
    if found.rate is not None and found.low is not None and found.high is not None:
        rate: dict[str, Slot] = {
            "v": Number(found.rate, 1),
            "ci": Interval(found.low, found.high, 1),
        }
        told.append(Claim("school.rate", "L1", rate))
    if count > 0 and found.share is not None and found.general is not None:
        share: dict[str, Slot] = {
            "share": Number(found.share, 1, "percent"),
            "year": Year(found.general.year),
        }
        told.append(Claim("school.share", "L1", share))
    return (*told, *_schools_of_nation(dated))


def _schools_of_nation(dated: Dated) -> tuple[Claim, ...]:
    """State the nation's rate with its own year, beside that of a region."""
    nation = schools(Dated(dated.panel, NATION, dated.last))
    if dated.subject == NATION or nation is None or nation.rate is None:
        return ()
    slots: dict[str, Slot] = {"year": Year(nation.figure.year), "v": Number(nation.rate, 1)}
    return (Claim("school.of_nation", "L1", slots, evidence={"nation": nation.rate}),)


def _roads(dated: Dated, road: Observation | None) -> tuple[Claim, ...]:
    if road is None:
        return ()
    slots: dict[str, Slot] = {
        "year": Year(road.year),
        "share": Number(road.value, 0, "percent"),
        "status": status_of(road),
    }
    told = Claim("road.share", "L1", slots)
    nation = Dated(dated.panel, NATION, dated.last).figure(ROADS, road.year)
    if dated.subject == NATION or nation is None:
        return (told,)
    points = rounded(road.value) - rounded(nation.value)
    side = compared(ROADS, road.value, nation.value, 0)
    against: dict[str, Slot] = {"nat_share": Number(nation.value, 0, "percent")}
    evidence = {"region": road.value, "nation": nation.value}
    if not side:
        return (told, Claim("road.nat_equal", "L1", against, evidence=evidence))
    key = "road.nat_above" if side > 0 else "road.nat"
    slots = {"pp": Number(abs(points), 0), **against}
    return (told, Claim(key, "L1", slots, evidence=evidence))


IMPLAUSIBLE = 2
"""More liquidations than this many times the openings of a year point to a slip in the source."""


def organisation_claims(panel: Panel, subject: str, year: int) -> tuple[Claim, ...]:
    """Choose sentences on the organisations of the year, or say that there are no data."""
    dated = Dated(panel, subject, year)
    told = [*_stock_claims(dated)]
    for each in movements(dated):
        told += _movement_claims(each, year)
    if not told:
        return (Claim("org.no_data", "note", {"year": Year(year)}),)
    return (*told, Claim("org.registered", "note"))


def _stock_claims(dated: Dated) -> tuple[Claim, ...]:
    found = organisation_stock(dated)
    if found is None:
        return ()
    end = found.end
    slots: dict[str, Slot] = {
        "date": Day(date(end.year, 1, 1)),
        "pct_signed": Number(found.growth, 1, "percent_signed"),
        "base": Number(found.before),
        "status": status_of(end),
    }
    key = "org.stock_nation" if dated.subject == NATION else "org.stock"
    evidence = {"end": end.value, "start": found.before, "growth": found.growth}
    return (Claim(key, "L2", slots, count=int(end.value), evidence=evidence),)


def _movement_claims(each: Movement, year: int) -> tuple[Claim, ...]:
    slots: dict[str, Slot] = {"year": Year(year)}
    if each.industry:
        slots["industry"] = IndustrySlot(each.industry)
    if each.opened is None or each.liquidated is None:
        return _one_sided(each, slots)
    opened, closed = each.opened.value, each.liquidated.value
    slots |= {"opened": Number(opened), "closed": Number(closed)}
    slots["status"] = status_of(each.opened)
    if each.ratio is None or each.low is None or each.high is None:
        none = "org.none_closed" if each.industry else "org.none_closed_all"
        return (Claim(none, "L1", slots),)
    slots |= {"ratio": Number(each.ratio, 2), "ci": Interval(each.low, each.high, 2)}
    evidence = {"ratio": each.ratio, "low": each.low, "high": each.high}
    ratio = "org.ratio" if each.industry else "org.ratio_all"
    told = Claim(ratio, "L19", slots, evidence=evidence)
    return (told, *_direction(each.low, each.high), *_implausible(opened, closed))


def _one_sided(each: Movement, slots: dict[str, Slot]) -> tuple[Claim, ...]:
    """State the one figure that is given, and that the other is not."""
    if each.opened is not None:
        known, key = each.opened, "org.opened_only" if each.industry else "org.opened_only_all"
    elif each.liquidated is not None:
        key = "org.liquidated_only" if each.industry else "org.liquidated_only_all"
        known = each.liquidated
    else:
        return ()
    single: dict[str, Slot] = {"v": Number(known.value), "status": status_of(known)}
    return (Claim(key, "L1", {**slots, **single}),)


def _direction(low: float, high: float) -> tuple[Claim, ...]:
    """Say which there were more of, where chance alone does not explain it."""
    if low <= 1 <= high:
        return ()
    key = "org.more_opened" if low > 1 else "org.more_closed"
    return (Claim(key, "L19", evidence={"low": low, "high": high}),)


def _implausible(opened: float, closed: float) -> tuple[Claim, ...]:
    """Warn of a figure that may be a slip; it is kept as published."""
    if closed <= IMPLAUSIBLE * opened:
        return ()
    slots: dict[str, Slot] = {"v": Number(closed), "k": Number(IMPLAUSIBLE)}
    return (Claim("org.implausible", "note", slots, evidence={"ratio": closed / max(opened, 1)}),)


def district_claims(panel: Panel, subject: str, last: int) -> tuple[Claim, ...]:
    """Say how unequal districts are, or why that is not assessed."""
    found = district_panel(panel, last)
    nation = subject == NATION
    if not nation and not panel.districts.of(subject):
        return (Claim("district.undivided", "note"),)
    if found is None or subject not in found.coverage:
        return (Claim("note.nodistrict_nation" if nation else "note.nodistrict", "note"),)
    covered: dict[str, Slot] = {
        "year": Year(found.year),
        "share": Number(found.coverage[subject], 1, "percent"),
    }
    values = district_measures(found, subject)
    if not values:
        return (Claim("district.partial", "note", covered),)
    return _within(found, values, covered) if nation else _between_districts(found, values)


def _within(
    found: DistrictPanel, values: Mapping[str, float], covered: dict[str, Slot]
) -> tuple[Claim, ...]:
    parts = decomposition(found)
    slots: dict[str, Slot] = {
        "p": Number(values["theil_within_share"], 1, "percent"),
        "indicator": TextSlot(f"level.{found.indicator}"),
        **covered,
    }
    evidence = {
        "within": parts.within,
        "between": parts.between,
        "coverage": found.coverage[NATION],
    }
    return (Claim("district.within", "L9", slots, evidence=evidence),)


def _between_districts(found: DistrictPanel, values: Mapping[str, float]) -> tuple[Claim, ...]:
    told = []
    if "district_gap" in values:
        slots: dict[str, Slot] = {
            "indicator": TextSlot(f"level.{found.indicator}"),
            "ratio": Number(values["district_gap"], 1),
            "year": Year(found.year),
        }
        told.append(Claim("intra.gap", "L3", slots, evidence={"ratio": values["district_gap"]}))
    if "district_cv" in values:
        spread: dict[str, Slot] = {
            "cv": Number(values["district_cv"], 1, "percent"),
            "year": Year(found.year),
        }
        told.append(Claim("intra.cv", "L1", spread))
    return tuple(told)
