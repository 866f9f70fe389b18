"""The words by which offices' tables are recognised; they stand in a file beside this one."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.dataset.readers import decode, parse_toml, read_bytes

_FILE = Path(__file__).with_name("office_words.toml")


def _words() -> Mapping[str, Any]:
    return parse_toml(decode(read_bytes(_FILE, _FILE.name), _FILE.name), _FILE.name)


WORDS: Mapping[str, Any] = _words()
"""Sections of the file: look-alike letters, territories, marks, statuses, periods, units."""
