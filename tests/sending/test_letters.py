"""Letters as they leave: whole, plain, and the same every time."""

import hashlib
import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from generator.presentation.localisation.language import Language
from generator.project import LANGUAGES, Project
from generator.sending.address_book import read_book
from generator.sending.attachment_guard import Guard
from generator.sending.letter_builder import LetterBuilder
from generator.sending.letter_register import State
from generator.sending.letter_text import LetterWriter
from generator.sending.mailing_plan import Wish, survey
from generator.sending.mime import LetterBody, Thread, draft, read_letter, write_letter
from generator.sending.sender_settings import read_settings
from tests.mail import editions

DAY = datetime(2026, 11, 30, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def writer():
    """Writer with the real catalogues and template."""
    project = Project.here()
    languages = {code: Language.load(project.locales, code) for code in LANGUAGES}
    return LetterWriter(project.templates, languages)


def letter_builder(folder, writer, edition):
    """A desk for an edition in a folder of results."""
    settings = editions.write_settings(folder / "sender.toml", "localhost", 25, "")
    return LetterBuilder(Guard(folder, edition), read_settings(settings), writer)


def letters(folder, writer, edition, wish=Wish(), entries=()):  # noqa: B008 - frozen
    """Letters of a plan by region."""
    prepared = letter_builder(folder, writer, edition)
    items = survey(edition, editions.book(folder), entries, wish)
    return {
        item.recipient.region: prepared.letter(
            item, prepared.guard.fetch(item.files), DAY.isoformat()
        )
        for item in items
        if item.to_send
    }


def said(letter):
    """Text of a letter as its receiver reads it."""
    content = read_body(letter)
    return content.get_body(("plain",)).get_content().replace("\r\n", "\n")


def read_body(letter):
    """The message as a mail program sees it."""
    return message_from_bytes(letter, policy=default)


def test_each_region_gets_its_own_briefs(tmp_path, writer):
    """One addressee, its two briefs under ASCII names, their checksums in the text."""
    edition = editions.issue(tmp_path)
    made = letters(tmp_path, writer, edition)
    assert set(made) == set(editions.REGIONS)
    for region, letter in made.items():
        read = read_letter(letter)
        assert read.addressees == (f"{region.lower()}@akimat.test",)
        assert set(read.enclosures) == {f"2025_{region}_{code}_ed1.pdf" for code in ("kk", "ru")}
        for code in ("kk", "ru"):
            content = read.enclosures[f"2025_{region}_{code}_ed1.pdf"]
            assert content == editions.tiny_pdf(region, code)
            assert hashlib.sha256(content).hexdigest() in said(letter)


def test_a_letter_of_a_thread_answers_the_first_one(tmp_path):
    """All letters of a region stand together, under the first that it got."""
    settings = read_settings(
        editions.write_settings(tmp_path / "sender.toml", "localhost", 25, "")
    )
    recipient = editions.book(tmp_path)[0]
    thread = Thread("<3@b.kz>", ("<1@b.kz>", "<2@b.kz>"))
    text = LetterBody("subject", "body")
    written = read_body(write_letter((settings, recipient, ""), text, thread, DAY, ()))
    assert written["In-Reply-To"] == "<1@b.kz>"
    assert written["References"] == "<1@b.kz> <2@b.kz>"


def test_a_letter_is_plain_seven_bit_lines(tmp_path, writer):
    """Only ASCII, every line ended by CRLF and short enough for every server."""
    edition = editions.issue(tmp_path)
    for letter in letters(tmp_path, writer, edition).values():
        assert letter.isascii()
        assert b"\0" not in letter
        lines = letter.split(b"\r\n")
        assert max(map(len, lines)) <= 998
        assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_kazakh_first_then_russian_and_english_on_request(tmp_path, writer):
    """The languages of the body; English only for who receives the English brief."""
    edition = editions.issue(tmp_path, languages=("kk", "ru", "en"))
    text = said(letters(tmp_path, writer, edition)["KZ-23"])
    assert text.startswith("Атырау облысының әкімдігіне\n")
    assert text.index("Сіздерге Атырау облысының 2025 жылғы") < text.index(
        "Акимату Атырауской области"
    )
    assert "To the akimat" not in text
    lines = editions.rows(languages=("kk", "ru", "en"))
    editions.write_book(tmp_path / "recipients.csv", lines)
    book = read_book(tmp_path / "recipients.csv", editions.REGIONS)
    prepared = letter_builder(tmp_path, writer, edition)
    first = next(
        item for item in survey(edition, book, (), Wish()) if item.recipient.region == "KZ-23"
    )
    english = prepared.text(first).body
    assert english.index("Акимату") < english.index("To the akimat of Atyrau region")


def test_a_letter_greets_and_closes_as_an_office_does(tmp_path, writer):
    """Addressee, greeting, what is sent, how many files, and a closing above the sender."""
    kazakh, russian, _ = said(letters(tmp_path, writer, editions.issue(tmp_path))["KZ-23"]).split(
        "* * *"
    )
    assert kazakh.startswith("Атырау облысының әкімдігіне\n\nҚұрметті әріптестер!\n\nСіздерге")
    assert "\n\nҚосымша: 2 файл\n– " in kazakh
    assert kazakh.endswith("\n\nҚұрметпен,\nЭкономика орталығы\n\n")
    assert "Атырауской области\n\nУважаемые коллеги!\n\nНаправляем вам" in russian
    assert "\n\nПриложение: 2 файла\n– " in russian
    assert russian.endswith("\n\nС уважением,\nЦентр экономики\n\n")


def test_the_ministry_is_addressed_by_its_name(tmp_path, writer):
    """The nation has no akimat: its office is named as the address book names it."""
    edition = editions.issue(tmp_path)
    text = said(letters(tmp_path, writer, edition)["KZ"])
    assert "Алушы: Мекеме KZ" in text
    assert "Получатель: Учреждение KZ" in text


def test_the_same_plan_gives_the_same_bytes(tmp_path, writer):
    """Message-ID and boundaries come from the edition and the office, the Date from the ledger."""
    edition = editions.issue(tmp_path)
    assert letters(tmp_path, writer, edition) == letters(tmp_path, writer, edition)
    message = read_body(letters(tmp_path, writer, edition)["KZ-23"])
    assert message["Date"] == "Mon, 30 Nov 2026 14:00:00 +0500"
    assert re.fullmatch(
        r"<oblys\.2025\.1\.KZ-23\.[0-9a-f]{24}@economy\.test>", message["Message-ID"]
    )
    assert message["Auto-Submitted"] == "auto-generated"


def test_no_two_letters_share_a_message_id(tmp_path, writer):
    """Regions, editions and trials each have their own."""
    first, second = editions.issue(tmp_path), editions.issue(tmp_path, 2)
    trial = Wish(diverted="me@example.kz")
    made = [
        *letters(tmp_path, writer, first).values(),
        *letters(tmp_path, writer, second).values(),
        *letters(tmp_path, writer, first, trial).values(),
    ]
    ids = {read_letter(letter).message_id for letter in made}
    assert len(ids) == len(made) == 63


def test_a_trial_says_that_it_is_one(tmp_path, writer):
    """Marked in the subject and in the text, and addressed to nobody else."""
    edition = editions.issue(tmp_path)
    wish = Wish(regions=("KZ-23",), diverted="me@example.kz")
    (letter,) = letters(tmp_path, writer, edition, wish).values()
    assert read_letter(letter).addressees == ("me@example.kz",)
    assert str(read_body(letter)["Subject"]).startswith("[СЫНАҚ ХАТЫ / ПРОБНОЕ ПИСЬМО: KZ-23]")
    assert "kz-23@akimat.test" in said(letter)


def test_a_correction_answers_the_first_letter_and_says_what_it_replaces(tmp_path, writer):
    """In-Reply-To and References lead to the first letter; the text names the day replaced."""
    first = editions.issue(tmp_path)
    items = survey(first, editions.book(tmp_path), (), Wish())
    prepared = letter_builder(tmp_path, writer, first)
    sent = [
        editions.known(prepared.entry(item), State.SENT)
        for item in items
        if item.recipient.region in ("KZ-23", "KZ-62")
    ]
    second = editions.issue(tmp_path, 2, changed={("KZ-23", "kk")})
    made = letters(tmp_path, writer, second, entries=sent)
    assert "KZ-62" not in made
    message = read_body(made["KZ-23"])
    own = next(entry.message_id for entry in sent if entry.region == "KZ-23")
    assert message["In-Reply-To"] == own
    assert message["References"] == own
    assert "2026 жылғы 24 қарашадағы 1-басылымның орнына" in said(made["KZ-23"])
    assert "вместо выпуска 1 от 24\u00a0ноября 2026\u00a0года" in said(made["KZ-23"])
    assert "Түзетілген" in str(message["Subject"])
    assert set(read_letter(made["KZ-23"]).enclosures) == {"2025_KZ-23_kk_ed2.pdf"}


def test_a_correction_names_the_edition_for_which_the_earlier_brief_was_made(tmp_path, writer):
    """Made for edition 1, sent with edition 2: the letter says 1, as the new brief does."""
    editions.issue(tmp_path)
    second = editions.issue(tmp_path, 2, changed=set())
    wish = Wish(regions=("KZ-23",))
    prepared = letter_builder(tmp_path, writer, second)
    (item,) = survey(second, editions.book(tmp_path), (), wish)
    sent = [editions.known(prepared.entry(item), State.SENT)]
    third = editions.issue(tmp_path, 3)
    (letter,) = letters(tmp_path, writer, third, wish, sent).values()
    assert "вместо выпуска 1 от 24\u00a0ноября 2026\u00a0года" in said(letter)


def test_a_trial_of_a_correction_leaves_out_who_would_get_no_letter(tmp_path, writer):
    """A brief that did not change is called corrected in no letter, not even in a trial."""
    first = editions.issue(tmp_path)
    prepared = letter_builder(tmp_path, writer, first)
    items = survey(first, editions.book(tmp_path), (), Wish())
    sent = [editions.known(prepared.entry(item), State.SENT) for item in items]
    second = editions.issue(tmp_path, 2, changed={("KZ-23", "kk")})
    assert set(letters(tmp_path, writer, second, Wish(diverted="me@example.kz"), sent)) == {
        "KZ-23"
    }


def test_a_correction_lists_what_changed_in_every_language(tmp_path, writer):
    """Old and new value, from the facts that both editions keep."""
    old, new = (
        {"KZ-23": [editions.fact("grp_per_capita", value, 1)]} for value in (20000.0, 20541.25)
    )
    first = editions.issue(tmp_path, facts=old)
    prepared = letter_builder(tmp_path, writer, first)
    sent = [
        editions.known(prepared.entry(item), State.SENT)
        for item in survey(first, editions.book(tmp_path), (), Wish(regions=("KZ-23",)))
    ]
    second = editions.issue(tmp_path, 2, changed={("KZ-23", "kk")}, facts=new)
    (letter,) = letters(tmp_path, writer, second, Wish(regions=("KZ-23",)), sent).values()
    assert "Не өзгерді:\n– жан басына шаққандағы ЖӨӨ (мың теңге), 2025 жыл: " in said(letter)
    assert "Что изменилось:\n– ВРП на душу населения (тыс. тенге), 2025 год: " in said(letter)
    assert "20\u00a0000,0 → 20\u00a0541,3" in said(letter)


def test_a_draft_opens_as_a_letter_not_yet_sent(tmp_path, writer):
    """X-Unsent is what mail programs look for."""
    edition = editions.issue(tmp_path)
    letter = letters(tmp_path, writer, edition)["KZ-23"]
    assert read_body(draft(letter))["X-Unsent"] == "1"
    assert read_letter(draft(letter)).enclosures == read_letter(letter).enclosures


def test_a_brief_that_was_really_built_passes_the_guard(tmp_path, writer, run):
    """Atyrau's own brief, from the figures to the enclosure: it says whose it is, and arrives."""
    built = run("build", "--region", "KZ-23", "--language", "kk", "--out", tmp_path)
    assert built.returncode == 0, built.stderr
    content = (tmp_path / "2025" / "briefs" / "KZ-23.kk.pdf").read_bytes()
    edition = editions.issue(tmp_path, languages=("kk",), given={("KZ-23", "kk"): content})
    lines = editions.rows(languages=("kk",))
    book = read_book(editions.write_book(tmp_path / "book.csv", lines), editions.REGIONS)
    prepared = letter_builder(tmp_path, writer, edition)
    (item,) = survey(edition, book, (), Wish(regions=("KZ-23",)))
    letter = prepared.letter(item, prepared.guard.fetch(edition.files))
    read = read_letter(letter)
    prepared.guard.check_letter(read, prepared.entry(item), item.files)
    assert read.enclosures == {"2025_KZ-23_kk_ed1.pdf": content}
    assert max(map(len, letter.split(b"\r\n"))) <= 998
