"""Schools in three shifts and local roads, of the newest year that has them (licence L1).

Few regions have such figures, and of different years. Each is named with its year and status and
never stands for the reference year; counts are related to inhabitants, with an exact interval.
"""

from dataclasses import dataclass

import pandas as pd

from generator.classifications.regions import NATION
from generator.dataset.panel import Observation, Panel
from generator.economics.indices.infrastructure import INHABITANTS, count_rate
from generator.findings.choosing.contrast_claims import ROADS, SCHOOLS, contrast, rounded
from generator.findings.claims import Claim, Interval, Listing, Number, Slot, Verbatim, Year
from generator.findings.facts import Fact
from generator.findings.measuring.dated_facts import Dated, status_of
from generator.findings.measuring.indicators import Indicators

BUREAU = "BNS-"
"""Ids of the sources of the Bureau, which every page names already, begin so."""


@dataclass(frozen=True, slots=True)
class Schools:
    """Schools in three shifts of one year: how many, per 100,000 inhabitants, of all schools.

    ``rate``, ``low`` and ``high`` are ``None`` without population, ``share`` (per cent) without
    the number of schools in the school year, whose figure is ``general``.
    """

    figure: Observation
    people: Observation | None = None
    general: Observation | None = None
    rate: float | None = None
    low: float | None = None
    high: float | None = None
    share: float | None = None


def schools(dated: Dated) -> Schools | None:
    """Relate the subject's newest count to its inhabitants and schools; ``None`` without one."""
    figure = dated.newest(SCHOOLS)
    if figure is None:
        return None
    year = figure.year
    people = dated.figure("average_population", year)
    # The year of general schools is that in which the school year begins; a count in spring
    # belongs to the school year that began the year before.
    general = dated.figure("general_schools", year) or dated.figure("general_schools", year - 1)
    rates = _rate(figure.value, people.value, INHABITANTS) if people is not None else {}
    share = _rate(figure.value, general.value, 100)["rate"] if general is not None else None
    return Schools(figure, people, general, **rates, share=share)


def _rate(count: float, base: float, per: int) -> dict[str, float]:
    found = count_rate(pd.Series({"": count}), pd.Series({"": base}), per)
    return {str(name): float(found[name].iloc[0]) for name in found}


def facts(dated: Dated) -> tuple[Fact, ...]:
    """Facts of the subject on schools and roads, each of its own year."""
    found, told = schools(dated), []
    if found is not None:
        year, figure = found.figure.year, found.figure
        related, shared = (figure, found.people), (figure, found.general)
        values = (
            ("three_shift_schools", figure.value, (figure,)),
            ("three_shift_per_100k", found.rate, related),
            ("three_shift_per_100k_lo", found.low, related),
            ("three_shift_per_100k_hi", found.high, related),
            ("three_shift_share", found.share, shared),
        )
        told = [
            dated.fact(name, value, year, inputs)
            for name, value, inputs in values
            if value is not None
        ]
    road = _road(dated)
    if road is not None:
        told.append(dated.fact(ROADS, road.value, road.year, (road,)))
    return tuple(told)


def _road(dated: Dated) -> Observation | None:
    """Newest share of local roads; cities of republican significance have no such roads."""
    kind = dated.panel.regions[dated.subject].kind
    return None if kind == "city" else dated.newest(ROADS)


def claims(panel: Panel, ind: Indicators, subject: str) -> tuple[Claim, ...]:
    """Sentences on schools and roads; a contrast stands in place of the figures that it names."""
    dated = Dated(panel, subject, ind.year)
    found, road = schools(dated), _road(dated)
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
    against: dict[str, Slot] = {"nat_share": Number(nation.value, 0, "percent")}
    evidence = {"region": road.value, "nation": nation.value}
    if points == 0:
        return (told, Claim("road.nat_equal", "L1", against, evidence=evidence))
    key = "road.nat_above" if points > 0 else "road.nat"
    slots = {"pp": Number(abs(points), 0), **against}
    return (told, Claim(key, "L1", slots, evidence=evidence))
