"""Regions of Kazakhstan: which exist, since when, and what each was carved from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

NATION = "KZ"
"""Code of the nation as a whole."""


@dataclass(frozen=True, slots=True)
class Region:
    """One unit of the first level of administrative division, or the nation.

    Parameters
    ----------
    code, iso_name
        Code and name of ISO 3166-2 (``KZ-23``); the nation is ``KZ``, the former South Kazakhstan
        has the project's own code ``KZ-YUZ``.
    kato
        Nine digits of the national classifier of territories; empty for the nation.
    kind
        ``oblast``, ``city`` or ``nation``.
    created, abolished
        First year in law, and first year in which it no longer exists; ``None`` = throughout.
    parent
        Region that it was carved from, or ``None``.
    """

    code: str
    iso_name: str
    kato: str
    kind: str
    created: int | None
    abolished: int | None
    parent: str | None

    def exists(self, year: int) -> bool:
        """Return whether the law knows this region in a year."""
        begun = self.created is None or self.created <= year
        return begun and (self.abolished is None or year < self.abolished)


class Regions:
    """All regions, the nation first, then in the order of the national classifier.

    Parameters
    ----------
    regions
        In any order; codes are unique.
    """

    def __init__(self, regions: tuple[Region, ...]) -> None:
        ordered = sorted(regions, key=lambda region: (region.code != NATION, region.kato))
        self._regions = {region.code: region for region in ordered}

    def __getitem__(self, code: str) -> Region:
        """Return the region with this code; KeyError if there is none."""
        return self._regions[code]

    def __contains__(self, code: object) -> bool:
        """Return whether there is a region with this code, nation and abolished ones included."""
        return code in self._regions

    def __iter__(self) -> Iterator[Region]:
        """Iterate over all regions, the nation and abolished ones included."""
        return iter(self._regions.values())

    def __len__(self) -> int:
        """Count all regions, the nation and abolished ones included."""
        return len(self._regions)

    def current(self) -> tuple[Region, ...]:
        """Return the regions of today, without the nation."""
        return tuple(
            region for region in self if region.abolished is None and region.code != NATION
        )

    def existing(self, year: int) -> tuple[Region, ...]:
        """Return the regions that the law knows in a year, without the nation."""
        return tuple(region for region in self if region.code != NATION and region.exists(year))

    def children(self, code: str) -> tuple[Region, ...]:
        """Return the regions that were carved from this one."""
        return tuple(region for region in self if region.parent == code)

    def constant_units(self, first_year: int) -> Mapping[str, tuple[str, ...]]:
        """Group today's regions into units whose borders are constant since a year.

        A region carved out after ``first_year`` is merged back with the region that it came from,
        if that still exists. Regions whose parent was abolished stay apart: their figures are
        back-cast.

        Parameters
        ----------
        first_year
            First year of the series to be compared.

        Returns
        -------
        Mapping
            Code of the unit (that of the region carved from) to the codes merged into it.
        """
        members: dict[str, list[str]] = {}
        for region in self.current():
            members.setdefault(self._unit_of(region, first_year), []).append(region.code)
        return {unit: tuple(codes) for unit, codes in members.items()}

    def _unit_of(self, region: Region, first_year: int) -> str:
        while region.created is not None and region.created > first_year:
            parent = self._regions.get(region.parent or "")
            if parent is None or parent.abolished is not None:
                break
            region = parent
        return region.code
