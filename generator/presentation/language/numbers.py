"""Numbers and dates as the house prints them, on top of Babel's locale data.

Where the locale data and the house rules differ, the rules win: halves are rounded up, minus is
U+2212, zero has no sign, per cent has no space, and nothing but a finite number is printed.
"""

import math
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel import Locale
from babel.dates import get_month_names
from babel.numbers import format_decimal

MINUS, NO_BREAK = "\u2212", "\u00a0"
MISSING = "…"
"""Printed where there is no value."""

SMALLEST_P = Decimal("0.001")

LOCALES = {"kk": "kk", "ru": "ru", "en": "en_GB"}
"""Languages of the briefs and the locales whose data they use."""


def rounded(value: float | Decimal, decimals: int) -> Decimal:
    """Round a number as printed: halves away from zero, negative zero becomes zero.

    Parameters
    ----------
    value
        A finite number; floats are taken at their shortest decimal form (0.25, not 0.2499…).
    decimals
        Decimals to keep.

    Raises
    ------
    ValueError
        If the number is infinite or not a number: neither may reach a page.

    Examples
    --------
    >>> rounded(2.65, 1), rounded(-0.04, 1)
    (Decimal('2.7'), Decimal('0.0'))
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    if not exact.is_finite():
        raise ValueError(value)
    shown = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return abs(shown) if shown == 0 else shown


@dataclass(frozen=True)
class Numbers:
    """Number and date formats of one language (``kk``, ``ru`` or ``en``)."""

    code: str

    def decimal(
        self, value: float | Decimal | None, decimals: int = 0, *, signed: bool = False
    ) -> str:
        """Format a number with grouping and a fixed number of decimals.

        Parameters
        ----------
        value
            Finite number; ``None`` is printed as missing.
        decimals
            Decimals to print.
        signed
            Whether a plus stands before positive numbers.

        Examples
        --------
        >>> Numbers("en").decimal(-20541.25, 1)
        '−20,541.3'
        """
        if value is None:
            return MISSING
        shown = rounded(value, decimals)
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        text = format_decimal(abs(shown), format=pattern, locale=_locale(self.code))
        if shown == 0:
            return text
        return (MINUS if shown < 0 else "+" if signed else "") + text

    def percent(self, value: float | None, decimals: int = 1, *, signed: bool = False) -> str:
        """Format a percentage given in per cent (18.5 for 18.5 %); no space before the sign."""
        text = self.decimal(value, decimals, signed=signed)
        return text if value is None else f"{text}%"

    def probability(self, value: float) -> str:
        """Format a p-value: three decimals, or that it is below 0.001."""
        if not 0 <= value <= 1 or math.isnan(value):
            raise ValueError(value)
        below = rounded(value, 4) < SMALLEST_P
        sign, shown = ("<", SMALLEST_P) if below else ("=", Decimal(repr(value)))
        return f"p{NO_BREAK}{sign}{NO_BREAK}{self.decimal(shown, 3)}"

    def interval(self, low: float, high: float, decimals: int) -> str:
        """Format an interval in square brackets; a semicolon where the decimal mark is a comma."""
        mark = "," if self.code == "en" else ";"
        return f"[{self.decimal(low, decimals)}{mark} {self.decimal(high, decimals)}]"

    def month(self, day: date) -> str:
        """Name of the month as it stands beside a day."""
        names = get_month_names("wide", context="format", locale=_locale(self.code))
        return str(names[day.month]).lower() if self.code != "en" else str(names[day.month])

    def day(self, day: date) -> str:
        """Format a day in words, e.g. ``23 November 2026``."""
        month = self.month(day)
        if self.code == "kk":
            return f"{day.year} жылғы {day.day} {month}"
        text = f"{day.day}{NO_BREAK}{month} {day.year}"
        return f"{text}{NO_BREAK}г." if self.code == "ru" else text

    def plural(self, count: float | Decimal, decimals: int = 0) -> str:
        """Plural category of the number as displayed: ``one``, ``few``, ``many`` or ``other``."""
        return str(_locale(self.code).plural_form(rounded(count, decimals)))


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(LOCALES[code])


def english_ordinal(number: int) -> str:
    """English ordinal in digits.

    Examples
    --------
    >>> [english_ordinal(n) for n in (1, 2, 3, 4, 11, 21, 112)]
    ['1st', '2nd', '3rd', '4th', '11th', '21st', '112th']
    """
    last_two = number % 100
    teens = range(11, 14)
    ending = "th" if last_two in teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
