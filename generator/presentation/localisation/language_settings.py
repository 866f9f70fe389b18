"""Read the settings of a language: locale data, grammar, script and alphabet.

The folder is all that a new language needs, besides its code in the pipeline's list: messages,
names and these settings. A language whose numbers take no endings names no grammar.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from babel import Locale, UnknownLocaleError

from generator.errors import HouseProblems, Location, Problem
from generator.presentation.localisation.collation import Alphabet
from generator.presentation.localisation.grammar import English, Grammar
from generator.presentation.localisation.kazakh import Kazakh
from generator.presentation.localisation.russian import Russian
from generator.text_checks import CYRILLIC, LATIN

FILE = "language.toml"

GRAMMARS: Mapping[str, Grammar] = {
    "": Grammar(),
    "kazakh": Kazakh(),
    "russian": Russian(),
    "english": English(),
}
"""Grammars by the name under which a language's settings ask for them."""

SCRIPTS = (CYRILLIC, LATIN)


@dataclass(frozen=True)
class Settings:
    """What numbers, dates and the order of names follow in one language."""

    locale: str
    grammar: Grammar
    script: str
    alphabet: Alphabet


def read_settings(locales: Path, code: str) -> Settings:
    """Read the settings of a language from its folder.

    Raises
    ------
    HouseProblems
        If the file is missing or malformed, or names something that does not exist.
    """
    name = f"{code}/{FILE}"
    try:
        with (locales / code / FILE).open("rb") as handle:
            content = tomllib.load(handle)
        Locale.parse(content["locale"])
        return Settings(
            content["locale"],
            GRAMMARS[content.get("grammar", "")],
            SCRIPTS[SCRIPTS.index(content["script"].upper())],
            Alphabet(content["alphabet"], tuple(content.get("together", ()))),
        )
    except (OSError, KeyError, TypeError, ValueError, AttributeError, UnknownLocaleError) as error:
        slots = {"found": f"{type(error).__name__}: {error}"}
        raise HouseProblems([Problem("problem.missing_asset", Location(name), slots)]) from error
