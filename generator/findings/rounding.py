"""Numbers as printed: one rule of rounding for pages, comparisons and revisions."""

from decimal import ROUND_HALF_UP, Decimal


def exact(value: float | Decimal) -> Decimal:
    """Take a number at its shortest decimal form: 0.25 is 0.25, not the binary fraction.

    Raises
    ------
    ValueError
        If the number is infinite or not a number: neither may reach a page.
    """
    number = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    if not number.is_finite():
        raise ValueError(value)
    return number


def rounded(value: float | Decimal, decimals: int) -> Decimal:
    """Round a number as printed: halves away from zero, negative zero becomes zero.

    Parameters
    ----------
    value
        A finite number.
    decimals
        Decimals to keep.

    Raises
    ------
    ValueError
        If the number is infinite or not a number.

    Examples
    --------
    >>> rounded(2.65, 1), rounded(-0.04, 1)
    (Decimal('2.7'), Decimal('0.0'))
    """
    shown = exact(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return abs(shown) if shown == 0 else shown
