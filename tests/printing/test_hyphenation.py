"""Words are parted by the rules of their language, also in Kazakh, which Pyphen does not know."""

from io import BytesIO

import pypdfium2
import pyphen
import pytest

from generator.printing.pdf_printer import PdfPrinter
from generator.project import Project
from tests.small_brief import brief_document

TEXT = (
    "Жергілікті атқарушы органдардың көрсеткіштерінің әртараптандырылғандығының деңгейлері. " * 4
)


@pytest.fixture(scope="module")
def printer():
    """One printer; it brings the patterns."""
    return PdfPrinter(Project.here().templates)


@pytest.mark.parametrize(
    ("word", "parted"),
    [
        ("әртараптандыру", "әр-та-рап-тан-ды-ру"),
        ("көрсеткіштерінің", "көр-сет-кіш-те-рі-нің"),
        ("республикасы", "рес-пуб-ли-ка-сы"),
    ],
)
def test_kazakh_words_are_parted_between_syllables(printer, word, parted):
    """Each syllable begins with its last consonant before the vowel."""
    del printer
    assert pyphen.Pyphen(lang="kk").inserted(word) == parted


def test_kazakh_text_is_hyphenated_in_print(printer):
    """A narrow column in Kazakh has parted words; without a language it has none."""
    lines = {}
    for code in ("kk", "zz"):
        head = f'<html lang="{code}"><head><meta charset="utf-8"/><title>T</title></head>'
        page = (
            f'<!DOCTYPE html>{head}<body><h1>T</h1><p style="width:45mm">{TEXT}</p></body></html>'
        )
        document = printer.lay_out(brief_document(page)).document
        with pypdfium2.PdfDocument(BytesIO(document.write_pdf())) as printed:
            text = "".join(each.get_textpage().get_text_range() for each in printed)
        assert "\u2010" not in text  # a search for a name with a hyphen would not find it
        lines[code] = text.count("\ufffe") + text.count("-\r")
    assert lines["kk"] > 3
    assert lines["zz"] == 0
