"""Name indicators in words, those of a phase with its years."""

import re

from generator.findings.claims import Slot, TextSlot, Verbatim, Year
from generator.presentation.localisation.language import Language

_PHASE = re.compile(r"(?P<name>[a-z]+)_(?P<base>\d{4})_(?P<last>\d{4})", re.ASCII)
"""A measure of a phase: the year before it, and its last year."""


def indicator(measure: str, language: Language) -> Slot:
    """Name a measure in words, with its years where it is of a phase (``growth_2014_2016``)."""
    phase = _PHASE.fullmatch(measure)
    if phase is None:
        return TextSlot(f"measure.{measure}")
    years: dict[str, Slot] = {"y0": Year(int(phase["base"]) + 1), "y1": Year(int(phase["last"]))}
    return Verbatim(language.say(f"measure.{phase['name']}_phase", **years))
