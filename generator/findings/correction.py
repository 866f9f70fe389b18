"""What a revision does to one number, and all that a corrected brief says of a revision."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class RevisedFact:
    """One fact in two vintages, as printed in each.

    ``old`` and ``new`` are the printed values; ``None`` where the vintage has none.
    ``difference`` is new less old, so that a reader can redo it, and ``relative`` the same in per
    cent of the old value, for measures whose changes are stated so. Ranks are ``None`` where the
    fact is not ranked; ``of_old`` and ``of_new`` say among how many, ``tied_old`` and ``tied_new``
    how many share the rank.
    """

    subject: str
    measure: str
    industry: str
    period: int
    unit: str
    decimals: int
    old: float | None
    new: float | None
    difference: float | None = None
    relative: float | None = None
    rank_old: int | None = None
    rank_new: int | None = None
    of_old: int | None = None
    of_new: int | None = None
    tied_old: int = 1
    tied_new: int = 1

    @property
    def kind(self) -> str:
        """``revised``, ``new`` (no value before), ``gone`` (none now) or ``rank`` (only that)."""
        if self.old is None:
            return "new"
        if self.new is None:
            return "gone"
        return "rank" if self.old == self.new else "revised"

    @property
    def rank_changed(self) -> bool:
        """Whether the rank, who shares it, or the number of ranked regions is another one."""
        before = (self.rank_old, self.of_old, self.tied_old)
        return before != (self.rank_new, self.of_new, self.tied_new)

    def as_json(self) -> dict[str, Any]:
        """Return the revision as plain values."""
        return {"kind": self.kind, **asdict(self)}


@dataclass(frozen=True, slots=True)
class Correction:
    """What a corrected brief says on its first page.

    ``number`` and ``vintage`` are of this edition, ``number0`` and ``vintage0`` of the one that it
    replaces; ``rows`` are the facts for the table on the first page, ``more`` those for the page
    after it, ``further`` how many other printed values changed, and ``messages`` how many key
    messages are others.
    """

    number: int
    vintage: date
    number0: int
    vintage0: date
    rows: tuple[RevisedFact, ...]
    more: tuple[RevisedFact, ...] = ()
    further: int = 0
    messages: int = 0

    def shorter(self) -> "Correction":
        """Return the same with shorter tables, for pages on which they do not fit; 0 rows last."""
        rows = self.rows[: max(len(self.rows) - 2, 0)]
        more = self.more[: len(self.more) * 2 // 3]
        left_out = len(self.rows) - len(rows) + len(self.more) - len(more)
        return replace(self, rows=rows, more=more, further=self.further + left_out)
