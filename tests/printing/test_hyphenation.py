"""Words are parted by the rules of their language, also in Kazakh, which Pyphen does not know."""

import re
import shutil
import subprocess
from io import BytesIO

import pypdfium2
import pyphen
import pytest

TEXT = (
    "Жергілікті атқарушы органдардың көрсеткіштерінің әртараптандырылғандығының деңгейлері. " * 4
)


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


def printed(tried, page):
    """Text of a page as pdfium reads it."""
    content = tried(page).content
    with pypdfium2.PdfDocument(BytesIO(content)) as opened:
        return "".join(each.get_textpage().get_text_range() for each in opened)


def page_in(code, text):
    """A narrow column in one language."""
    head = f'<html lang="{code}"><head><meta charset="utf-8"/><title>T</title></head>'
    return f'<!DOCTYPE html>{head}<body><h1>T</h1><p style="width:45mm">{text}</p></body></html>'


def test_kazakh_text_is_hyphenated_in_print(tried):
    """A narrow column in Kazakh has parted words; without a language it has none."""
    lines = {}
    for code in ("kk", "zz"):
        text = printed(tried, page_in(code, TEXT))
        assert "\u2010" not in text  # a search for a name with a hyphen would not find it
        lines[code] = text.count("\ufffe")
    assert lines["kk"] > 3
    assert lines["zz"] == 0


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not on PATH")
def test_a_hyphen_that_only_parts_a_word_is_a_soft_one(tried):
    """A hyphen of the text stays what it is, at the end of a line too."""
    text = copied(tried(page_in("kk", f"{TEXT} Солтүстік-Қазақстан")).content)
    assert len(re.findall("\u00ad\n", text)) > 3
    assert "Солтүстік-Қазақстан" in re.sub("\u00ad?\n", "", text)
    written = tried(page_in("zz", "Батыс-<br/>Тараз")).content
    assert "\u00ad" not in copied(written)


def copied(content):
    """Text of a file as poppler copies it."""
    command = ["pdftotext", "-raw", "-", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()
