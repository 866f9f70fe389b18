"""A reference case: an input, what it says about itself, and the values expected of it."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

LABELS = ("region", "industry", "group", "unit", "firm", "state", "label")
"""Columns that hold names even where they look like numbers."""


class InvalidInputError(ValueError):
    """An input that cannot be read as the case describes it; the message names the places."""


@dataclass(frozen=True)
class Case:
    """One folder with ``input.csv`` and ``expected.json``.

    ``about`` is the content of ``expected.json`` (kind, options, ``quantities`` or ``expect``).
    """

    folder: Path

    @cached_property
    def about(self) -> Mapping[str, Any]:
        """What the case says about itself and expects."""
        text = (self.folder / "expected.json").read_text(encoding="utf-8")
        return dict(json.loads(text))

    @property
    def name(self) -> str:
        """Name of the case, under which its results are stored: that of its folder."""
        return self.folder.name

    @property
    def kind(self) -> str:
        """What is to be computed: structure, inequality, panel and so on."""
        return str(self.about["kind"])

    @property
    def expect(self) -> tuple[Mapping[str, Any], ...]:
        """Behaviour asked for by a case without numbers; empty for the others."""
        return tuple(self.about.get("expect", ()))

    def read(self) -> pd.DataFrame:
        """Read the input; names stay text, an empty cell is missing, all else is a number.

        Raises
        ------
        InvalidInputError
            Naming every cell that should be a number and is not, or the file if it is no table.
        """
        path = self.folder / "input.csv"
        try:
            text = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
        except (OSError, ValueError) as error:
            message = f"{path.name}: {error}"
            raise InvalidInputError(message) from error
        labels = {*LABELS, self.about.get("entity")}
        nameless = [
            f"line {row + 2}, {name}"
            for name in labels & set(text)
            for row in text.index[text[name].str.strip() == ""]
        ]
        if nameless:
            raise InvalidInputError("no name: " + "; ".join(sorted(nameless)))
        return pd.DataFrame(
            {name: each if name in labels else _numbers(each) for name, each in text.items()}
        )

    def rows(self, *keys: str) -> pd.DataFrame:
        """Read the input, one row for each combination of these columns.

        Raises
        ------
        InvalidInputError
            As :meth:`read`, and if a combination occurs twice, naming it.
        """
        read = self.read()
        require_unique(read, keys)
        return read.set_index(list(keys))


def require_unique(rows: pd.DataFrame, keys: Sequence[str]) -> None:
    """Refuse rows that are given twice, naming each combination of the keys once."""
    twice = rows.loc[rows.duplicated(list(keys)), list(keys)].drop_duplicates()
    if len(twice):
        places = (" ".join(map(str, row)) for row in twice.itertuples(index=False))
        raise InvalidInputError("duplicate: " + ", ".join(places))


def _numbers(cells: pd.Series) -> pd.Series:
    """Turn text into numbers; whole numbers stay whole, so that years are years."""
    filled = cells.str.strip()
    found = pd.to_numeric(filled.mask(filled == ""), errors="coerce")
    wrong = cells[found.isna() & (filled != "")]
    if len(wrong):
        places = [f"line {row + 2}, {cells.name}: {text}" for row, text in wrong.items()]
        raise InvalidInputError("no number: " + "; ".join(places))
    return found


def plain(value: object) -> object:
    """Turn a result into what a results file can hold: numbers, text, lists and mappings.

    The keys of a table of regions by industries are ``region|industry``. What is undefined or
    infinite becomes ``None``.
    """
    if isinstance(value, pd.DataFrame):
        value = value.stack(future_stack=True)
    if isinstance(value, pd.Series):
        keys = ("|".join(map(str, key)) if isinstance(key, tuple) else key for key in value.index)
        value = dict(zip(keys, value.array, strict=True))
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, str):
        return value
    return None if pd.isna(value) or math.isinf(value) else float(value)
