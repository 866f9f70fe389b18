"""What a measure is: its inputs, its unit, how it is computed or taken over, where it stands."""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from typing import Literal

import pandas as pd

SECTIONS = ("sections",)
"""Industries of an input: all sections of the classification, each comparable over time."""

Scope = Literal["year", "dated", "section", "driver", "phase", "so_far"]
Argument = Literal["shares", "groups", "national_shares", "quotients", "shares_in_output"]
Index = Callable[..., "pd.Series[float]"]


@dataclass(frozen=True, slots=True)
class Input:
    """Figures of one table that a measure is made of.

    ``years`` are counted from the year of the value (-1 is the year before); ``nation`` says
    whether the nation's figure is needed beside the subject's own; ``industries`` are the codes
    needed (`SECTIONS` stands for all sections), none being the whole economy; ``item`` is the
    quantity of a table that counts several; ``first`` asks for the first, preliminary figure that
    a newer delivery replaced.
    """

    table: str
    _: KW_ONLY
    years: tuple[int, ...] = (0,)
    nation: bool = False
    industries: tuple[str, ...] = ()
    item: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity that the briefs report, by the name of the method page.

    Parameters
    ----------
    name
        Code name, e.g. ``grp_per_capita``.
    unit
        ``thousand_kzt``, ``bn_kzt``, ``percent``, ``percentage_points``, ``nats``, ``index``,
        ``ratio``, ``thousand_people``, ``units`` or ``per_100k``.
    decimals
        Decimals with which the value is printed everywhere.
    inputs
        Figures that the value is made of; at least one.
    scope
        ``year``: a measure of the reference year, of every region and with its history;
        ``dated``: known for few regions, each fact of a year of its own, which its sentence
        names; ``section``: one fact an industry; ``driver``: one fact an industry that has a
        volume index, or one that sums them up; ``phase``: real output on constant borders;
        ``so_far``: the months of a year that is not over.
    sense
        Whether more of it is ``good``, ``bad`` or ``neutral``.
    change
        How a change on the previous year is stated: ``relative`` (per cent), ``points``
        (percentage points), ``absolute`` (in the measure's own unit), or empty for never.
    signed
        Whether a plus sign is printed.
    index, arguments
        Index of structure that computes it, and what it is given, in order: ``shares`` of the
        industries of its input, ``groups`` of the sections, ``national_shares``, location
        ``quotients``, ``shares_in_output`` (of GRP). ``None`` for what `indicators` computes.
    divisor
        Where the value is the only input as delivered: what it is divided by for its unit.
    published
        Table from which the value is taken where the inputs are not in the vintage.
    latest
        Whether the newest year that all regions have is shown, with that year in its unit line,
        where the reference year has no figures.
    history
        Whether a brief keeps the series of the subject and of the nation.
    row
        Heading in the table of indicators, and the place below it; ``None`` without a row there.
    nation
        What the nation's value is: one of its ``own``, the ``sum`` of the regions' (it has no
        place among them), ``trivial`` (says nothing) or ``none`` (no meaning).
    named
        Where values of other regions stand under their names, or in pairs: in briefs of a
        ``region``, of the ``nation``, for structural ``peers``. Elsewhere they are equal dots.
    headline
        Weight in the title that tells where a region is first or last (1 first); 0 = never, as
        for measures of which more is neither good nor bad.
    league
        Whether it is a column of the table of regions.
    printed
        Where a brief prints it: in a ``table`` that a correction may name, only in a
        ``sentence``, or ``never``.
    short_name, national_name
        Whether it has a shorter name for its row, and another name in the nation's brief.
    formula_of
        Measure whose formula it shares; empty for its own.
    band, relative_band
        Difference up to which two values count as about the same, in the measure's own unit or as
        a part of the value compared with; never less than two rounding steps.
    """

    name: str
    unit: str
    decimals: int
    inputs: tuple[Input, ...]
    _: KW_ONLY
    scope: Scope = "year"
    sense: Literal["good", "bad", "neutral"] = "neutral"
    change: Literal["relative", "points", "absolute", ""] = ""
    signed: bool = False
    index: Index | None = None
    arguments: tuple[Argument, ...] = ("shares",)
    divisor: float = 0.0
    published: str = ""
    latest: bool = False
    history: bool = False
    row: tuple[str, int] | None = None
    nation: Literal["own", "sum", "trivial", "none"] = "own"
    named: tuple[Literal["region", "nation", "peers"], ...] = ()
    headline: int = 0
    league: bool = False
    printed: Literal["table", "sentence", "never"] = "table"
    short_name: bool = False
    national_name: bool = False
    formula_of: str = ""
    band: float = 0.0
    relative_band: float = 0.0

    @property
    def tables(self) -> tuple[str, ...]:
        """Input tables that the value may be made of or taken from, each once."""
        published = (self.published,) if self.published else ()
        return tuple(dict.fromkeys((*(each.table for each in self.inputs), *published)))

    def taken_over(self, status: str) -> bool:
        """Whether a value with this status is the published one, its inputs not being there."""
        return bool(self.published) and status not in ("computed", "missing")

    def behind(self, status: str) -> tuple[str, ...]:
        """Return the input tables that a value with this status rests on, each once."""
        taken = (self.published,) if self.taken_over(status) else ()
        return taken or tuple(dict.fromkeys(each.table for each in self.inputs))

    @property
    def formula_key(self) -> str:
        """Message that holds its formula in words."""
        return f"formula.{self.formula_of or self.name}"

    @property
    def unit_key(self) -> str:
        """Message that holds its unit: a line of its own, or the unit in short."""
        own = self.scope in ("year", "section", "driver")
        return f"unit.{self.name}" if own else f"short_unit.{self.unit}"

    @property
    def texts(self) -> tuple[str, ...]:
        """Messages that every language must have."""
        keys = [f"measure.{self.name}", self.formula_key, self.unit_key]
        keys += [f"by.{self.name}"] if self.headline else []
        keys += [f"row.{self.name}"] if self.short_name else []
        keys += [f"nation.{self.name}"] if self.national_name else []
        keys += [f"group.{self.row[0]}"] if self.row else []
        return (*keys, *(f"table.{table}" for table in self.tables))
