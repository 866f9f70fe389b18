"""Industries: sections of the classification of economic activities, and what is beside them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

NET_TAXES = "NET_TAXES"
"""Net taxes on products: part of gross regional product, of no industry."""

OTHER_SERVICES = "OTHER_SERVICES"
"""Sections of services that volume indices are published for together only."""

IN_OTHER_SERVICES = ("I", "K", "M", "N", "O", "P", "Q", "R", "S", "T")
"""The sections of that group."""


@dataclass(frozen=True, slots=True)
class Industry:
    """One section, aggregate of sections, or residual.

    Parameters
    ----------
    code
        Letter of the section (``A``), or a word (``OTHER_SERVICES``).
    kind
        ``section``, ``aggregate`` or ``residual``.
    group
        Broad group of the section for related and unrelated variety; ``None`` if it has none.
    counted_with
        Section that this one is counted with, or ``None``. ``T`` is published apart only from
        2025, so it is counted with ``S`` and the sections are comparable over time.
    """

    code: str
    kind: str
    group: str | None
    counted_with: str | None


class Industries:
    """All industries, in the order of the classification.

    Parameters
    ----------
    industries
        In the order of the classification; codes are unique.
    """

    def __init__(self, industries: tuple[Industry, ...]) -> None:
        self._industries = {each.code: each for each in industries}

    def __getitem__(self, code: str) -> Industry:
        """Return the industry with this code; KeyError if there is none."""
        return self._industries[code]

    def __contains__(self, code: object) -> bool:
        """Return whether there is an industry with this code."""
        return code in self._industries

    def __iter__(self) -> Iterator[Industry]:
        """Iterate over sections, aggregates and residuals."""
        return iter(self._industries.values())

    def __len__(self) -> int:
        """Count sections, aggregates and residuals."""
        return len(self._industries)

    def sections(self) -> tuple[str, ...]:
        """Return the codes of the sections that are comparable over time (A to S)."""
        return tuple(
            each.code for each in self if each.kind == "section" and each.counted_with is None
        )

    def groups(self) -> Mapping[str, str]:
        """Return the broad group of each comparable section."""
        return {code: group for code in self.sections() if (group := self[code].group)}
