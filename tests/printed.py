"""What a reader finds in finished PDFs: text, numbers, fonts."""

import re
from collections import Counter

import pypdfium2

from generator.printing.pdf_reader import look_into

DECIMAL = {"kk": ",", "ru": ",", "en": "."}
GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])")


def pages_of(path):
    """Text of each page."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def without_margins(pages):
    """Text of a brief without heads and feet of pages and without the contents on the first one.

    Languages need not have the same number of pages.
    """
    repeated = set.intersection(*(set(page.splitlines()) for page in pages[1:]))
    first, *others = (
        "\n".join(
            line
            for line in page.splitlines()
            if line not in repeated and not re.search(r"\d+\s*/\s*\d+\s*$", line)
        )
        for page in pages
    )
    contents = re.search(r"(?:[^\W\d][^\n\d]*\s\d{1,2}\s+){4,}[^\W\d][^\n\d]*\s\d{1,2}", first)
    assert contents is not None
    return "\n".join((first.replace(contents.group(), ""), *others))


def numbers_in(text, language):
    """Count the numbers of a text in one notation.

    A grouped number counts as its groups, since the extracted text of a no-break space is a space
    like that between two cells; :func:`grouped_in` covers the whole numbers.
    """
    mark = re.escape(DECIMAL[language])
    found = re.finditer(rf"[−+]?\d+(?:{mark}\d+)?", re.sub(r"(?<=\d)(?:,)(?=\d{3}\b)", " ", text))
    if language != "en":
        found = re.finditer(rf"[−+]?\d+(?:{mark}\d+)?", text)
    return Counter(each.group().replace(",", ".") for each in found)


def grouped_in(text):
    """Count the grouped numbers of an English text, written as Kazakh and Russian group them."""
    found = (each.group() for each in GROUPED.finditer(text))
    return Counter(each.translate({ord(","): " ", ord("."): ","}) for each in found)


def occurrences(number, text):
    """How often a whole number occurs in a Kazakh or Russian text."""
    spaced = re.escape(number).replace(r"\ ", r"[ \u00a0]")
    return len(re.findall(rf"(?<![\d,]){spaced}(?!\d|,\d)", text))


def fonts_of(path):
    """Names of the fonts in a PDF without their subset prefix."""
    return {font.family for font in look_into(path.read_bytes()).fonts}
