"""Short notes in two columns: on method and sources, and on what stands beside the figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.findings.brief import Brief
from generator.findings.claims import Claim, Day
from generator.presentation.localisation.language import Language

Columns = tuple[()] | tuple[tuple["Note", ...], tuple["Note", ...]]

METHODS = ("grp_per_capita", "growth", "contribution", "lq", "variance", "entropy")
"""What every brief explains, in order."""

PLAIN = ("grp", "real", "contribution", "points", "div", "lq")
"""What the table of indicators explains in plain words, in order."""

OF_A_REGION = ("typology", "trend")
OF_THE_REGRESSION = ("rcc", "inference")
BESIDE = ("society", "organisations", "districts")

PART = 1200
"""Letters of the notes that are kept together, in two columns."""

UNKNOWN = frozenset(
    {"society.none", "society.no_schools", "org.no_data", "note.nodistrict", "district.undivided"}
)
"""Claims that say that there are no figures, or can be none."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note: the words that it begins with (may be empty), and its text."""

    name: str
    text: str


def halves(notes: Sequence[Note]) -> Columns:
    """Part notes into two columns, as even as their lengths allow; one alone is in the first.

    The engine could balance columns itself, but lays all of their text out many times over.
    """
    lengths = [len(note.name) + len(note.text) for note in notes]
    parts = range(len(notes) + 1)
    at = min(parts, key=lambda part: (abs(sum(lengths[:part]) - sum(lengths[part:])), -part))
    return tuple(notes[:at]), tuple(notes[at:])


def beside(brief: Brief, language: Language) -> Columns:
    """Say what delivered figures tell beside the indicators, by topic.

    Empty where nothing is known of any topic: the notes of the brief say so in one line.
    """
    notes = [
        Note(f"{language.say(f'page.{place}')}.", _told(brief, place, language))
        for place in _known(brief)
    ]
    return halves(notes) if notes else ()


def _known(brief: Brief) -> tuple[str, ...]:
    """Name the topics beside the indicators of which there are figures."""
    return tuple(
        place
        for place in BESIDE
        if not UNKNOWN.issuperset(claim.key for claim in brief.claims.get(place, ()))
    )


def glossary(language: Language) -> Columns:
    """Explain the terms of the table of indicators in plain words."""
    return halves(
        [
            Note(language.say(f"glossary.{term}.name"), language.say(f"glossary.{term}"))
            for term in PLAIN
        ]
    )


def method_notes(brief: Brief, language: Language, elements: str) -> tuple[Columns, ...]:
    """Explain indicators, regression, borders, vintage, odd values and sources.

    In parts, each on one page: as short as columns allow, so that pages are filled.

    Parameters
    ----------
    elements
        Numbers of the source elements that were used; may be empty.
    """
    notes = (*_notes_on_method(brief, language), *_notes_on_sources(brief, language, elements))
    return tuple(map(halves, _parts(notes)))


def _parts(notes: Sequence[Note]) -> Iterator[Sequence[Note]]:
    """Part notes into runs of about :data:`PART` letters, none of less than two notes."""
    part: list[Note] = []
    for note in notes:
        part.append(note)
        if sum(len(each.text) for each in part) >= PART and len(part) > 1:
            yield part
            part = []
    if part:
        yield part


def _notes_on_method(brief: Brief, language: Language) -> Iterator[Note]:
    names = [*METHODS, *(() if brief.national else OF_A_REGION)]
    names += OF_THE_REGRESSION if brief.association.fits else ()
    yield from (_method(name, language) for name in names)
    if not brief.association.fits:
        yield Note("", _told(brief, "caution", language))
    if brief.national:
        yield _method("inequality", language)


def _notes_on_sources(brief: Brief, language: Language, elements: str) -> Iterator[Note]:
    yield from _notes_on_data(brief, language)
    if not brief.national and not _known(brief):
        yield Note("", " ".join(_told(brief, place, language) for place in BESIDE))
    sources = language.say("method.sources")
    if elements:
        sources += f", {language.say('method.elements')} {elements}"
    undated = _told(brief, "notes.undated", language)
    yield _headed("sources", language, f"{sources}.", undated)
    yield _method("map", language)
    yield Note("", language.say("data.round"))


def _notes_on_data(brief: Brief, language: Language) -> Iterator[Note]:
    """Tell of borders, vintage and status, breaks of series and odd values."""
    yield _headed("borders", language, _told(brief, "notes.borders", language))
    day = language.say("data.asof", date=Day(brief.vintage))
    status = _told(brief, "notes.status", language)
    released = _told(brief, "notes.released", language)
    vintage = language.say("method.vintage")
    yield _headed("vintage", language, f"{day}.", released, status, vintage)
    missing = _told(brief, "notes.left_out", language)
    if missing:
        yield Note("", missing)
    for name in ("breaks", "odd"):
        head = language.say(f"method.{name}.name")
        for claim in brief.claims.get(f"notes.{name}", ()):
            yield Note(head, sentence(claim, language))
            head = ""


def _method(name: str, language: Language) -> Note:
    return Note(language.say(f"method.{name}.name"), language.say(f"method.{name}"))


def _headed(name: str, language: Language, *texts: str) -> Note:
    return Note(language.say(f"method.{name}.name"), " ".join(filter(None, texts)))


def _told(brief: Brief, place: str, language: Language) -> str:
    """Say all claims of a place, each as a sentence."""
    return " ".join(sentence(claim, language) for claim in brief.claims.get(place, ()))


def sentence(claim: Claim, language: Language) -> str:
    """Say a claim as a sentence: one without a stop or a colon at its end gets a full stop."""
    text = language.say(claim.key, claim.count, **claim.slots)
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."
