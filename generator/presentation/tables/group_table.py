"""Print the groups of regions, every cell a finished string."""

from dataclasses import dataclass

from generator.economics.indices.typology import Structure
from generator.findings.brief import Brief
from generator.findings.choosing.grouping.group_claims import SIDES, side_of
from generator.findings.claims import Claim, Count, Listing, Number, RegionSlot, TextSlot
from generator.presentation.localisation.language import Language
from generator.presentation.tables.indicator_table import capitalised


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One third of the regions: its name, how many, their names by side of the median region.

    ``level`` and ``growth`` are medians of the third; a dash where a region lacks a figure.
    """

    name: str
    count: str
    members: tuple[str, ...]
    level: str
    growth: str


def group_rows(brief: Brief, language: Language) -> tuple[GroupRow, ...]:
    """Print the groups in the order of their distance; none where regions are not grouped."""
    told = brief.claims.get("groups", ())
    thirds = (TextSlot(f"group.{third}") for third in Structure)
    rows = ((third, [each for each in told if each.slots["group"] == third]) for third in thirds)
    return tuple(_row(third, claims, language) for third, claims in rows if claims)


def _row(third: TextSlot, claims: list[Claim], language: Language) -> GroupRow:
    named = {each.slots["side"]: each.slots["items"] for each in claims if "side" in each.slots}
    lists = [named.get(side_of(side), Listing(())) for side in SIDES]
    codes = [_codes(each) for each in lists]
    medians = next((each.slots for each in claims if "side" not in each.slots), {})
    level, growth = medians.get("v"), medians.get("u")
    return GroupRow(
        capitalised(language.say(third.key)),
        language.say("group.count", k=Count(sum(map(len, codes)))),
        tuple(_names(each, language) for each in codes),
        language.quantity(level) if isinstance(level, Number) else language.number(None),
        language.number(growth.value if isinstance(growth, Number) else None, 1, signed=True),
    )


def _codes(listing: object) -> tuple[str, ...]:
    items = listing.items if isinstance(listing, Listing) else ()
    return tuple(each.code for each in items if isinstance(each, RegionSlot))


def _names(codes: tuple[str, ...], language: Language) -> str:
    """Name regions in the order of the alphabet; a dash for none."""
    names = sorted((language.region(code, "short") for code in codes), key=language.sort_key)
    return ", ".join(names) or "–"
