"""Options that a region may consider: licence L20.

A small library, edited by people in the catalogues, keyed by the side of the nation that a region
is on, by its key industries and by flags. Each option shows the indicators that chose it; none
follows from a regression.
"""

from generator.classifications.regions import NATION
from generator.findings.cells import cell
from generator.findings.claims import Claim, Count, Industry, Listing, Number, Rank, Slot
from generator.findings.indicators import Indicators
from generator.findings.likeness import key_sections
from generator.findings.structure import quadrant

Option = tuple[Claim, Claim]
"""What may be considered, and the indicators that chose it."""

MOST = 3
"""Options in one brief."""

QUADRANTS = {
    "quadrant.above_above": "pol.q1",
    "quadrant.above_below": "pol.q2",
    "quadrant.below_below": "pol.q3",
    "quadrant.below_above": "pol.q4",
}

KEY_INDUSTRIES = {"A": "pol.agrarian", "B": "pol.resource", "C": "pol.industrial"}
"""Option by key industry, in order."""

FEW_PEOPLE = 3
"""A region among this many of the fewest people, with GRP per capita above the nation's."""


def options(ind: Indicators, subject: str, *, city: bool) -> tuple[Option, ...]:
    """Choose options for a region.

    Parameters
    ----------
    ind, subject
        Indicators of the reference year, and the region.
    city
        Whether the region is a city, which has no rural areas.
    """
    found: list[Option] = []
    side = quadrant(ind, subject)
    if side is not None:
        key = QUADRANTS[side.key]
        plural = f"{key}_city" if city and key == "pol.q2" else key
        found.append((Claim(plural, "L20"), _levels(ind, subject)))
    found += _by_industry(ind, subject, city=city, resource=not found or key != "pol.q2")
    growing = _growing(ind, subject) if city else _few_people(ind, subject)
    if growing is not None:
        found.append(growing)
    return tuple(found)[:MOST]


def _levels(ind: Indicators, subject: str) -> Claim:
    slots: dict[str, Slot] = {
        name: Number(ind.value(measure, code) or 0.0, decimals)
        for name, measure, code, decimals in (
            ("v", "grp_per_capita", subject, 1),
            ("u", "grp_per_capita", NATION, 1),
            ("v0", "entropy_nat", subject, 2),
            ("u0", "entropy_nat", NATION, 2),
        )
    }
    return Claim("option.levels", "L20", slots)


def _by_industry(ind: Indicators, subject: str, *, city: bool, resource: bool) -> list[Option]:
    key = key_sections(ind, subject)
    listed = key.slots["items"] if key else None
    names = (
        [each.code for each in listed.items if isinstance(each, Industry)]
        if isinstance(listed, Listing)
        else []
    )
    found = []
    for industry, option in KEY_INDUSTRIES.items():
        rural = city and industry in ("A", "B")
        if industry not in names or rural or (industry == "B" and not resource):
            continue
        slots: dict[str, Slot] = {
            "industry": Industry(industry),
            "share": Number(cell(ind.shares_in_grp, subject, industry) * 100, 1, "percent"),
            "v": Number(cell(ind.lq, subject, industry), 2),
        }
        found.append((Claim(option, "L20"), Claim("option.key", "L20", slots)))
    return found


def _growing(ind: Indicators, subject: str) -> Option | None:
    """Tell a growing city from a shrinking one."""
    now, before = (ind.value("population", subject, year) for year in (ind.year, ind.year - 1))
    if now is None or before is None or before <= 0 or now <= before:
        return None
    slots: dict[str, Slot] = {"v": Number((now / before - 1) * 100, 1, "percent_signed")}
    return Claim("pol.metro", "L20"), Claim("option.population", "L20", slots)


def _few_people(ind: Indicators, subject: str) -> Option | None:
    """Warn where a small population makes output per head high."""
    people, output = ind.place("population", subject), ind.place("grp_per_capita", subject)
    own, nation = (ind.value("grp_per_capita", code) for code in (subject, NATION))
    if people is None or output is None or own is None or nation is None or own <= nation:
        return None
    if people.rank <= people.of - FEW_PEOPLE:
        return None
    slots: dict[str, Slot] = {
        "v": Number(ind.value("population", subject) or 0.0, 1),
        "rank": Rank(people.rank),
        "rank0": Rank(output.rank),
        "n_regions": Count(people.of),
    }
    return Claim("pol.new", "L20"), Claim("option.people", "L20", slots)
