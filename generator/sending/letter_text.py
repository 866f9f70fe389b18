"""Write the words of a covering letter, in the official languages and those of its briefs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.classifications.regions import NATION
from generator.findings.claims import Claim, Count, Day, RegionSlot, Slot, Verbatim, Year
from generator.presentation.brief_html import fill
from generator.presentation.localisation.language import Language
from generator.project import LANGUAGES, OFFICIAL_LANGUAGES

TEMPLATE = "letter.txt"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One attached brief as the letter lists it."""

    name: str
    language: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Cover:
    """What a covering letter must say.

    Parameters
    ----------
    subject
        Code of the region, or of the nation.
    year, vintage
        Year described, and vintage of the figures.
    enclosures
        Attached briefs in the order of the languages.
    office
        Name of the receiving office by language; empty for an akimat, which is addressed by the
        name of its region.
    sender, contact
        Name of the sending office by language, and whom to ask.
    replaces
        Number and day of issue of the edition that this one corrects; ``None`` in a first letter.
    changes
        What changed visibly, as claims in every language.
    diverted
        For whom a trial letter stands; empty in a real letter.
    """

    subject: str
    year: int
    vintage: date
    enclosures: tuple[Enclosure, ...]
    office: Mapping[str, str]
    sender: Mapping[str, str]
    contact: str
    replaces: tuple[int, date] | None = None
    changes: tuple[Claim, ...] = ()
    diverted: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """The letter in one language, as the template fills it in."""

    say: Callable[..., str]
    addressee: str
    opening: str
    inside: str
    changes: tuple[str, ...]
    files: tuple[Enclosure, ...]
    sender: str


class LetterWriter:
    """Writes covering letters.

    Parameters
    ----------
    templates
        Folder with the letter's template.
    languages
        All languages, by code.
    """

    def __init__(self, templates: Path, languages: Mapping[str, Language]) -> None:
        self._templates, self._languages = templates, languages

    def subject(self, cover: Cover) -> str:
        """Return the subject line in the official languages; a trial letter is marked as such."""
        key = f"letter.subject_{_kind(cover)}"
        said = [self._languages[code].say(key, **_slots(cover)) for code in OFFICIAL_LANGUAGES]
        if cover.diverted:
            marks = [self._languages[code].say("letter.trial_mark") for code in OFFICIAL_LANGUAGES]
            said[0] = f"[{' / '.join(marks)}: {cover.subject}] {said[0]}"
        return " / ".join(said)

    def body(self, cover: Cover) -> str:
        """Return the text of the letter."""
        wished = {each.language for each in cover.enclosures}
        codes = [code for code in LANGUAGES if code in OFFICIAL_LANGUAGES or code in wished]
        trial = {"recipient": Verbatim(cover.diverted)} if cover.diverted else {}
        context: dict[str, object] = {
            "parts": [self._part(self._languages[code], cover) for code in codes],
            "files": cover.enclosures,
            "contact": Verbatim(cover.contact),
            "trial": trial,
        }
        return fill(self._templates, TEMPLATE, context)

    def _part(self, language: Language, cover: Cover) -> _Part:
        return _Part(
            language.say,
            _addressee(language, cover),
            language.say(f"letter.opening_{_kind(cover)}", **_slots(cover)),
            language.say(f"letter.inside{'_nation' if cover.subject == NATION else ''}"),
            tuple(_said(language, each) for each in cover.changes),
            cover.enclosures,
            cover.sender[language.code],
        )


def _kind(cover: Cover) -> str:
    kind = "corrected" if cover.replaces else "first"
    return f"{kind}_nation" if cover.subject == NATION else kind


def _slots(cover: Cover) -> dict[str, Slot]:
    slots: dict[str, Slot] = {"year": Year(cover.year), "date": Day(cover.vintage)}
    if cover.subject != NATION:
        slots["region"] = RegionSlot(cover.subject)
    if cover.replaces:
        number, issued = cover.replaces
        slots |= {"number": Count(number), "earlier": Day(issued)}
    return slots


def _addressee(language: Language, cover: Cover) -> str:
    if cover.office:
        return language.say("letter.to_office", office=Verbatim(cover.office[language.code]))
    return language.say("letter.to_akimat", region=RegionSlot(cover.subject))


def _said(language: Language, claim: Claim) -> str:
    return language.say(claim.key, claim.count, **claim.slots)
