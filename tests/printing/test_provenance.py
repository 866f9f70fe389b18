"""What a PDF says of itself: written into it, read back, and refused when it cannot be right."""

from datetime import date
from io import BytesIO
from random import Random

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import ExitCode, Refused
from generator.printing import provenance
from generator.printing.pdf_reader import look_into
from generator.printing.provenance import Provenance, identified, read
from tests.small_brief import PROVENANCE, brief_document, document, order

BARE = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
PACKET = b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>%s<?xpacket end="r"?>' % (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/">%s</x:xmpmeta>'
)


def pdf(metadata, **saving):
    """An empty PDF with these bytes as metadata; without any for None."""
    target = BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        if metadata is not None:
            made.Root.Metadata = pikepdf.Stream(
                made, metadata, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
            )
        made.save(target, **saving)
    return target.getvalue()


def stated(provenance=PROVENANCE):
    """The metadata that states a provenance."""
    return PACKET % identified(BARE, provenance)


def refusal(content):
    """Keys of the problems for which a file is refused, with the values concerned."""
    with pytest.raises(Refused) as refused:
        read(content, "KZ-23.en.pdf")
    assert refused.value.exit_code == ExitCode.REFUSED
    assert {problem.place.file for problem in refused.value.problems} == {"KZ-23.en.pdf"}
    return {(problem.key, problem.place.column) for problem in refused.value.problems}


def test_metadata_with_a_document_type_say_nothing():
    """A small one could unfold into a huge one; no metadata has any.

    Read as bytes: pikepdf takes the document type away when it saves a file.
    """
    sound = stated()
    assert provenance.stated(sound) == PROVENANCE
    hostile = sound.replace(b"<x:", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x:', 1)
    with pytest.raises(Refused) as refused:
        provenance.stated(hostile)
    assert [each.key for each in refused.value.problems] == ["problem.no_provenance"]


def test_a_printed_brief_says_what_it_is(printer):
    """What was ordered is read back from the bytes."""
    assert read(printer.print(printer.lay_out(brief_document(document())), order())) == PROVENANCE


@given(
    st.builds(
        Provenance,
        subject=st.sampled_from(["KZ", "KZ-10", "KZ-79"]),
        year=st.integers(1990, 2100),
        edition=st.integers(1, 9999),
        language=st.sampled_from(["kk", "ru", "en"]),
        vintage=st.dates(date(1990, 1, 1), date(2100, 12, 31)),
        facts_sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    )
)
def test_every_provenance_survives_the_file(provenance):
    """Whatever a brief may be, the file gives it back unchanged."""
    assert read(pdf(stated(provenance))) == provenance


def test_the_name_of_a_brief():
    """Region and language, as in the name of its file."""
    assert PROVENANCE.name == "KZ-23.en"


@pytest.mark.parametrize(
    "metadata",
    [None, b"", PACKET % BARE, b"not XML", b"<x:xmpmeta", PACKET % b"<a/>", b"\xff\xfe\x00"],
)
def test_a_file_that_says_nothing(metadata):
    """No metadata, broken metadata, or metadata of another program."""
    assert refusal(pdf(metadata)) == {("problem.no_provenance", "")}


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("subject", b">KZ-23<", b">KZ-230<"),
        ("subject", b">KZ-23<", b">RU-23<"),
        ("subject", b">KZ-23<", b"><"),
        ("year", b">2025<", b">25<"),
        ("edition", b">1</oblys", b">0</oblys"),
        ("edition", b">1</oblys", "edition>١</oblys".encode()[7:]),
        ("language", b">en<", b">english<"),
        ("vintage", b">2026-11-23<", b">2026-02-30<"),
        ("vintage", b">2026-11-23<", b">23.11.2026<"),
        ("facts_sha256", b"0123456789abcdef<", b"0123456789abcde<"),
        ("facts_sha256", b"0123456789abcdef<", b"0123456789ABCDEF<"),
    ],
)
def test_an_impossible_value_is_refused(key, old, new):
    """A value of the wrong form, an impossible day, digits of another script."""
    text = stated()
    assert old in text
    assert refusal(pdf(text.replace(old, new))) == {("problem.bad_provenance", key)}


def test_a_missing_value_is_refused():
    """All values or none."""
    text = stated().replace(b"<oblys:edition>1</oblys:edition>", b"")
    assert refusal(pdf(text)) == {("problem.bad_provenance", "edition")}


def test_two_statements_are_refused():
    """A second value beside the first: the file cannot be trusted with either."""
    once = b"<oblys:subject>KZ-23</oblys:subject>"
    text = stated()
    assert once in text
    twice = text.replace(once, once + b"<oblys:subject>KZ-62</oblys:subject>")
    hidden = text.replace(once, b"").replace(
        b'<rdf:Description rdf:about="">',
        b'<rdf:Description rdf:about="" oblys:subject="KZ-1">',
        1,
    )
    assert refusal(pdf(twice)) == {("problem.bad_provenance", "subject")}
    assert refusal(pdf(hidden)) == {("problem.bad_provenance", "subject")}


def test_every_wrong_value_is_named():
    """All problems at once."""
    text = stated().replace(b">en<", b">e<").replace(b">2025<", b">x<")
    assert refusal(pdf(text)) == {
        ("problem.bad_provenance", "language"),
        ("problem.bad_provenance", "year"),
    }


def test_what_stands_after_the_first_rdf_does_not_count():
    """A statement added behind the real one changes nothing; alone it says nothing."""
    ours, other = identified(BARE, PROVENANCE), stated(PROVENANCE).replace(b"KZ-23", b"KZ-62")
    second = other[other.index(b"<rdf:RDF") : other.index(b"</x:xmpmeta>")]
    assert read(pdf(PACKET % (ours + second))).subject == "KZ-23"
    assert refusal(pdf(PACKET % (BARE + second))) == {("problem.no_provenance", "")}


def test_metadata_that_unfolds_is_not_read():
    """Entities that grow into gigabytes, and metadata of many megabytes, are left alone."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + stated().replace(
        b">KZ-23<", b">&b;<"
    )
    assert refusal(pdf(bomb)) == {("problem.no_provenance", "")}
    noise = Random(1).randbytes(100_000).hex().encode()
    assert refusal(pdf(stated() + b"<!--" + noise + b"-->")) == {("problem.no_provenance", "")}


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04 a zip", b"\x00" * 100])
def test_what_is_no_pdf_is_refused(content):
    """Also an empty or cut-off file."""
    assert refusal(content) == {("problem.no_pdf", "")}


def test_a_damaged_file_is_read_or_refused(sound):
    """Whatever bytes are changed, the answer is a provenance or a refusal, never a crash."""
    chance, answers = Random(1), set()
    for _ in range(60):
        damaged = bytearray(sound[0])
        for _ in range(chance.choice((1, 20))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            read(bytes(damaged))
            look_into(bytes(damaged))
            answers.add("read")
        except Refused:
            answers.add("refused")
    assert answers == {"read", "refused"}


def test_a_locked_file_is_refused():
    """A file behind a password cannot be looked into."""
    locked = pdf(stated(), encryption=pikepdf.Encryption(owner="o", user="u"))
    assert refusal(locked) == {("problem.no_pdf", "")}


def test_the_file_describes_our_namespace():
    """PDF/A asks that every namespace of one's own, and that of PDF/UA, be described."""
    text = identified(BARE, PROVENANCE).decode()
    for each in ("http://www.aiim.org/pdfua/ns/id/", "urn:x-oblys:provenance:1#"):
        assert f"<pdfaSchema:namespaceURI>{each}</pdfaSchema:namespaceURI>" in text
    for each in ("part", "subject", "year", "edition", "language", "vintage", "facts_sha256"):
        assert f"<pdfaProperty:name>{each}</pdfaProperty:name>" in text
