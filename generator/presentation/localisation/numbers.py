"""Format numbers by our rules, on top of Babel's locale data.

Where the locale data and our rules differ, ours win: halves are rounded up, minus is
U+2212, zero has no sign, per cent has no space, and nothing but a finite number is printed.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from babel import Locale
from babel.dates import get_month_names
from babel.numbers import NumberPattern, parse_pattern

from generator.findings.rounding import exact, rounded

__all__ = ["Numbers", "exact", "rounded"]

MINUS, NO_BREAK = "\u2212", "\u00a0"
MISSING = "…"
"""Printed where there is no value."""

SMALLEST_P = Decimal("0.001")


@dataclass(frozen=True)
class Numbers:
    """Number formats of one locale, such as ``kk`` or ``en_GB``."""

    locale: str

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
        >>> Numbers("en_GB").decimal(-20541.25, 1)
        '−20,541.3'
        """
        if value is None:
            return MISSING
        shown = rounded(value, decimals)
        text = str(_pattern(decimals).apply(abs(shown), _locale(self.locale)))
        text = text.replace("\u202f", NO_BREAK)  # most fonts lack the narrow one
        if shown == 0:
            return text
        return (MINUS if shown < 0 else "+" if signed else "") + text

    def percent(
        self, value: float | Decimal | None, decimals: int = 1, *, signed: bool = False
    ) -> str:
        """Format a percentage given in per cent (18.5 for 18.5 %); no space before the sign."""
        text = self.decimal(value, decimals, signed=signed)
        return text if value is None else f"{text}%"

    def probability(self, value: float | Decimal) -> str:
        """Format a p-value: three decimals, or that it is below 0.001."""
        number = exact(value)
        if not 0 <= number <= 1:
            raise ValueError(value)
        sign, shown = ("<", SMALLEST_P) if number < SMALLEST_P else ("=", number)
        return f"p{NO_BREAK}{sign}{NO_BREAK}{self.decimal(shown, 3)}"

    def month(self, number: int, *, alone: bool = False) -> str:
        """Return the name of a month as it stands beside a day, or alone beside a year."""
        names = _months(self.locale, "format")
        if not alone:
            return names[number]
        name = _months(self.locale, "stand-alone")[number]
        return name.lower() if names[number].islower() else name


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(code)


@cache
def _pattern(decimals: int) -> NumberPattern:
    """Read the pattern of a number once: reading takes longer than printing."""
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))


@cache
def _months(code: str, context: Literal["format", "stand-alone"]) -> dict[int, str]:
    names = get_month_names("wide", context=context, locale=_locale(code))
    return {number: str(name) for number, name in names.items()}
