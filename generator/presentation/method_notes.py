"""Short notes in two columns: on method and sources, and on what stands beside the figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.findings.brief import Brief
from generator.findings.claims import Claim, Day
from generator.presentation.localisation.language import Language

Columns = tuple[tuple["Note", ...], tuple["Note", ...]]

METHODS = ("grp_per_capita", "growth", "contribution", "lq", "variance", "entropy")
"""What every brief explains, in order."""

OF_A_REGION = ("typology", "trend")
OF_THE_REGRESSION = ("rcc", "inference")
BESIDE = ("society", "organisations", "districts")

UNKNOWN = frozenset({"society.none", "org.no_data", "note.nodistrict", "district.undivided"})
"""Claims that say that there are no figures, or can be none."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note: the words that it begins with (may be empty), and its text."""

    name: str
    text: str


def halves(notes: Sequence[Note]) -> Columns:
    """Part notes into two columns, one after the other, as even as their lengths allow.

    The engine could balance columns itself, but lays all of their text out many times over.
    """
    lengths = [len(note.name) + len(note.text) for note in notes]
    parts = range(len(notes) + 1)
    at = min(parts, key=lambda part: abs(sum(lengths[:part]) - sum(lengths[part:])))
    return tuple(notes[:at]), tuple(notes[at:])


def beside(brief: Brief, language: Language) -> Columns:
    """Say what delivered figures tell beside the indicators, by topic.

    Where nothing is known of any topic, that is one note.
    """
    said = [claim.key for place in BESIDE for claim in brief.claims.get(place, ())]
    if UNKNOWN.issuperset(said):
        told = " ".join(_told(brief, place, language) for place in BESIDE)
        return (Note("", told),), ()
    return halves(
        [
            Note(f"{language.say(f'page.{place}')}.", _told(brief, place, language))
            for place in BESIDE
        ]
    )


def method_notes(brief: Brief, language: Language, elements: str) -> Columns:
    """Explain indicators, regression, borders, vintage, odd values and sources.

    Parameters
    ----------
    elements
        Numbers of the source elements that were used; may be empty.
    """
    return halves(list(_notes(brief, language, elements)))


def _notes(brief: Brief, language: Language, elements: str) -> Iterator[Note]:
    def method(name: str) -> Note:
        return Note(language.say(f"method.{name}.name"), language.say(f"method.{name}"))

    def told(name: str, *texts: str) -> Note:
        return Note(language.say(f"method.{name}.name"), " ".join(filter(None, texts)))

    yield from map(method, METHODS)
    if not brief.national:
        yield from map(method, OF_A_REGION)
    if brief.association.fits:
        yield from map(method, OF_THE_REGRESSION)
    else:
        yield Note("", _told(brief, "caution", language))
    if brief.national:
        yield method("inequality")
    yield told("borders", _told(brief, "notes.borders", language))
    day = language.say("data.asof", date=Day(brief.vintage))
    status = _told(brief, "notes.status", language)
    yield told("vintage", f"{day}.", status, language.say("method.vintage"))
    if brief.claims.get("notes.odd"):
        yield told("odd", _told(brief, "notes.odd", language))
    sources = language.say("method.sources")
    if elements:
        sources += f", {language.say('method.elements')} {elements}"
    yield told("sources", f"{sources}.", _told(brief, "notes.undated", language))
    yield method("map")
    yield Note("", language.say("data.round"))


def _told(brief: Brief, place: str, language: Language) -> str:
    """Say all claims of a place, each as a sentence."""
    return " ".join(sentence(claim, language) for claim in brief.claims.get(place, ()))


def sentence(claim: Claim, language: Language) -> str:
    """Say a claim as a sentence: one without a full stop gets it."""
    text = language.say(claim.key, claim.count, **claim.slots)
    return text if text.endswith((".", "!", "?")) else f"{text}."
