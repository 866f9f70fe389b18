"""Regions like this one: structural twins, and the group that a region belongs to."""

from dataclasses import dataclass

from generator.classifications.regions import NATION
from generator.findings.claims import Claim, Industry, Number, Region, Slot, Text
from generator.findings.measuring.frame_cells import row_of
from generator.findings.measuring.indicators import TWINS, Indicators


@dataclass(frozen=True, slots=True)
class Twin:
    """A region of similar structure.

    ``distance`` is the share of output, in per cent, that would have to be in other industries
    for the two structures to be the same.
    """

    region: str
    distance: float


def twins(ind: Indicators, subject: str) -> tuple[Twin, ...]:
    """Find the regions whose structure is nearest, nearest first; none without full sections."""
    near = ind.nearest
    own = near[near["region"].eq(subject)].head(TWINS)
    return tuple(
        Twin(str(row.twin), float(str(row.distance)) * 100) for row in own.itertuples(index=False)
    )


def twin_difference(ind: Indicators, subject: str, found: tuple[Twin, ...]) -> Claim | None:
    """Say in which industry the region and its nearest twin differ most."""
    if not found:
        return None
    own, other = (row_of(ind.shares_in_grp, code) for code in (subject, found[0].region))
    gaps = {name: own[name] - other[name] for name in own}
    section = max(gaps, key=lambda name: abs(gaps[name]))
    slots: dict[str, Slot] = {
        "other": Region(found[0].region),
        "industry": Industry(section),
        "share0": Number(own[section] * 100, 1, "percent"),
        "share1": Number(other[section] * 100, 1, "percent"),
    }
    return Claim("twin.more" if gaps[section] > 0 else "twin.less", "L1", slots)


def group(ind: Indicators, subject: str) -> tuple[Claim, ...]:
    """Name the group of the region: distance from the national structure, and variety.

    The group by the unweighted variance is named too where it is another one.
    """
    own, nation = (ind.value("entropy_nat", code) for code in (subject, NATION))
    if subject not in ind.groups.index or own is None or nation is None:
        return ()
    row = ind.groups.loc[subject]
    if row["structure"] is None or row["variety"] is None:
        return ()
    evidence = {"entropy_nat": own, "national": nation}
    title = f"t.group_{row['structure']}_{row['variety']}"
    claims = [Claim(title, "L5", {}, evidence=evidence)]
    if row["structure_plain"] not in (None, row["structure"]):
        other: dict[str, Slot] = {"group": Text(f"group.{row['structure_plain']}")}
        claims.append(Claim("group.differs", "L5", other))
    return tuple(claims)
