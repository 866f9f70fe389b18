"""Claims: what a sentence may say, under which licence, and the numbers behind it.

A claim names a message (``rank.best``), the licence under which it may be printed (``L1``) and
the values that fill it, in a form that every language can inflect. It holds no words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity to be printed with a fixed number of decimals.

    ``style`` is ``plain``, ``signed``, ``percent`` or ``percent_signed``; percentages are in
    per cent (18.5 for 18.5 %), never fractions.
    """

    value: float
    decimals: int = 0
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval, both ends printed with the same number of decimals."""

    low: float
    high: float
    decimals: int


@dataclass(frozen=True, slots=True)
class Probability:
    """A p-value, printed as ``p = 0.003`` or ``p < 0.001``."""

    value: float


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in a ranking; 1 is the largest value, and ``tied`` regions share it (1 = alone)."""

    value: int
    tied: int = 1


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things; ``noun`` names the unit phrase where a language needs one."""

    value: int


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year, printed without grouping."""

    value: int


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day."""

    value: date


@dataclass(frozen=True, slots=True)
class RegionSlot:
    """A region by its ISO 3166-2 code, to be named in the case that the sentence needs."""

    code: str


@dataclass(frozen=True, slots=True)
class IndustrySlot:
    """An industry section by its letter, to be named in the case that the sentence needs."""

    code: str


@dataclass(frozen=True, slots=True)
class TextSlot:
    """A phrase from the catalogue, without slots of its own."""

    key: str


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text that is the same in every language: a symbol of a formula, a code."""

    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Several values joined as the language joins them, in one grammatical form.

    Regions stand in the order of the alphabet unless their own order means something
    (``ordered``).
    """

    items: tuple["Slot", ...]
    form: str = "nom"
    ordered: bool = False


Slot = (
    Number
    | Interval
    | Probability
    | Rank
    | Count
    | Year
    | Day
    | RegionSlot
    | IndustrySlot
    | TextSlot
    | Verbatim
    | Listing
)


Comparator = Literal["nation", "past", "regions", "none"]
"""What a claim sets its subject against: the country, its own earlier figures, other regions."""

Prices = Literal["real", "nominal", "none"]
"""Whether a figure is of constant or of current prices, or of no prices at all."""


def extremes(values: Mapping[str, float], decimals: int, style: str = "plain") -> dict[str, Slot]:
    """Name the regions with the highest and the lowest value, and both values.

    Parameters
    ----------
    values
        By region; at least one. Of equal values the first one counts.
    decimals, style
        How the values are printed, see `Number`.
    """
    top, bottom = max(values, key=lambda c: values[c]), min(values, key=lambda c: values[c])
    return {
        "max": RegionSlot(top),
        "vmax": Number(values[top], decimals, style),
        "min": RegionSlot(bottom),
        "vmin": Number(values[bottom], decimals, style),
    }


@dataclass(frozen=True, slots=True)
class About:
    """What a claim speaks of, so that two claims of a brief can be held against each other.

    Parameters
    ----------
    indicators
        Names of measures, the main one first; none for statements about the brief itself.
    prices, unit
        Of the main indicator; an empty unit where there is none.
    first, last
        First and last year that the claim speaks of; ``None`` without figures of a year.
    comparator
        What the subject is compared with.
    direction
        1 for more, higher or growing, -1 for less, lower or falling, 0 for about the same;
        ``None`` where the claim states no direction.
    superlative
        Whether it says that nobody has more, or less.
    """

    indicators: tuple[str, ...] = ()
    prices: Prices = "none"
    unit: str = ""
    first: int | None = None
    last: int | None = None
    comparator: Comparator = "none"
    direction: int | None = None
    superlative: bool = False

    @property
    def spans(self) -> bool:
        """Whether it speaks of more than one year."""
        return self.first is not None and self.last is not None and self.first < self.last


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence that the data license.

    Parameters
    ----------
    key
        Message in the catalogues.
    licence
        Rule of the claims policy under which it may be printed (``L1`` … ``L21``), or ``note``
        for statements about the brief itself.
    slots
        Values that fill the message, by placeholder name.
    count
        The number that decides the plural form, where the message has plural forms.
    evidence
        The numbers that were tested before the claim was allowed.
    about
        What it speaks of. Left out where the message and its slots say that, see
        ``generator.findings.consistency.attribution``; every claim of a finished brief has it.
    """

    key: str
    licence: str
    slots: dict[str, Slot] = field(default_factory=dict)
    count: int | None = None
    evidence: dict[str, float] = field(default_factory=dict)
    about: About | None = None


@dataclass(frozen=True, slots=True)
class KeyMessage:
    """A key message: a head of a few words, and the sentences that carry it."""

    head: Claim
    body: tuple[Claim, ...]
