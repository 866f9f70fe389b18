"""The figures of a brief as data: drawings with their numbers, titles and alternative texts."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.presentation.charts.drawing import Drawing
from generator.presentation.localisation.words import Words


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with the words that stand for it where it cannot be seen."""

    drawing: Drawing
    alternative: Words


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its number, its title (a licensed claim or a neutral one) and its subtitle."""

    number: int
    title: Words
    subtitle: Words
    picture: Picture


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One class of a map."""

    colour: str
    text: str


@dataclass(frozen=True, slots=True)
class FigureSet:
    """The charts of one brief by name, and the small map of a region; labelled in all languages.

    A chart without figures is absent.
    """

    figures: Mapping[str, Figure]
    locator: Picture | None
