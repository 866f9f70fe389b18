"""Find what a name means: regions, industries and measures by any name in any language."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from generator.presentation.localisation.language import Language

KIND_WORDS = re.compile(
    r"\b(?:область|обл|облысы|oblysy|region|oblast|город|г|каласы|к|qalasy|city|the)\b"
)
"""Words for the kind of a territory, normalised: a name may be given with them or without."""

_NEIGHBOURS = str.maketrans("әғқңөұүһіё", "агкноуухие")
"""Kazakh letters, and the Russian ones typed for them where a keyboard has no others."""

SUGGESTIONS = 3
"""Names at most that are offered for one that is not known."""


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Codes by normalised name; ``shown`` has the name to show of every code.

    A name that means more than one code has them all.
    """

    codes: Mapping[str, frozenset[str]]
    shown: Mapping[str, str]

    def find(self, word: str) -> frozenset[str]:
        """Return the codes that a name means; empty if it means none.

        The whole name counts first, so that a city is told from the region around it; then the
        name without the word for its kind.
        """
        whole = normalised(word)
        return self.codes.get(whole) or self.codes.get(_bare(whole)) or frozenset()

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return the names, with their codes, that are written most alike; perhaps none."""
        near = get_close_matches(normalised(word), self.codes, SUGGESTIONS)
        codes = dict.fromkeys(code for name in near for code in sorted(self.codes[name]))
        return tuple(f"{self.shown[code]} ({code})" for code in codes)


def normalised(name: str) -> str:
    """Return a name without differences that do not count.

    Those are case, width, dots, dashes, spaces, and letters that a Russian keyboard lacks.
    """
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_NEIGHBOURS)
    return " ".join(re.sub(r"[\W_]+", " ", plain).split())


def _bare(name: str) -> str:
    return " ".join(KIND_WORDS.sub(" ", name).split())


def region_index(languages: Iterable[Language], own: Language) -> NameIndex:
    """Index the names of regions in all their forms, and their codes however they are typed."""
    return _index(
        (
            (code, name)
            for language in languages
            for code, forms in language.names.regions.items()
            for name in (code, code.replace("-", ""), *forms.values())
        ),
        {code: own.region(code) for code in own.names.regions},
    )


def industry_index(languages: Iterable[Language], own: Language) -> NameIndex:
    """Index the names of industries in all their forms."""
    return _index(
        (
            (code, name)
            for language in languages
            for code, forms in language.names.industries.items()
            for name in forms.values()
        ),
        {code: own.industry(code) for code in own.names.industries},
    )


def measure_index(
    languages: Iterable[Language], own: Language, measures: Iterable[str]
) -> NameIndex:
    """Index the names of measures as tables and sentences print them."""
    known = tuple(measures)
    return _index(
        (
            (measure, language.say(f"measure.{measure}"))
            for language in languages
            for measure in known
        ),
        {measure: own.say(f"measure.{measure}") for measure in known},
    )


def table_index(languages: Iterable[Language], own: Language, tables: Iterable[str]) -> NameIndex:
    """Index the names of input tables, with their units and without."""
    known = tuple(tables)
    named = ((x, language.say(f"table.{x}")) for language in languages for x in known)
    return _index(
        ((table, form) for table, name in named for form in (name, name.rpartition(", ")[0])),
        {table: own.say(f"table.{table}") for table in known},
    )


def _index(names: Iterable[tuple[str, str]], shown: Mapping[str, str]) -> NameIndex:
    found: dict[str, set[str]] = defaultdict(set)
    bare: dict[str, set[str]] = defaultdict(set)
    for code, name in names:
        whole = normalised(name)
        if whole:
            found[whole].add(code)
            bare[_bare(whole)].add(code)
    for name, codes in bare.items():
        if name and name not in found:
            found[name] = codes
    return NameIndex({name: frozenset(codes) for name, codes in found.items()}, shown)
