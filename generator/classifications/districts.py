"""Districts of the regions: the units below them, of today's national classifier."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class District:
    """One district, or town with its own administration.

    Parameters
    ----------
    code
        Nine digits of the national classifier of territories.
    region
        ISO 3166-2 code of the region that it belongs to.
    kind
        ``district`` or ``city``.
    name_kk, name_ru
        Names as the classifier abbreviates them; it has no English ones.
    """

    code: str
    region: str
    kind: str
    name_kk: str
    name_ru: str


class Districts:
    """All districts of today, in the order of the classifier.

    Cities of republican significance have none: such a region is one territory.

    Parameters
    ----------
    districts
        In any order; codes are unique.
    """

    def __init__(self, districts: tuple[District, ...] = ()) -> None:
        self._districts = {each.code: each for each in sorted(districts, key=lambda d: d.code)}

    def __getitem__(self, code: str) -> District:
        """Return the district with this code; KeyError if there is none."""
        return self._districts[code]

    def __contains__(self, code: object) -> bool:
        """Return whether there is a district with this code."""
        return code in self._districts

    def __iter__(self) -> Iterator[District]:
        """Iterate over all districts."""
        return iter(self._districts.values())

    def __len__(self) -> int:
        """Count all districts."""
        return len(self._districts)

    def of(self, region: str) -> tuple[District, ...]:
        """Return the districts of one region; empty if it is not divided."""
        return tuple(each for each in self if each.region == region)
