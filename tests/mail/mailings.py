"""A mailing of a tiny edition to a server of the tests, as the command would prepare it."""

import sqlite3
from functools import cache

from generator.presentation.localisation.language import Language
from generator.project import LANGUAGES, Project
from generator.publication.editions import EDITIONS, read_manifest
from generator.publication.ledger import LEDGER
from generator.sending.attachment_guard import Guard
from generator.sending.letter_builder import LetterBuilder
from generator.sending.letter_register import entries_in
from generator.sending.letter_text import LetterWriter
from generator.sending.mailing_plan import Wish, plan_hash, survey
from generator.sending.send_loop import Mailing
from generator.sending.sender_settings import Secret, read_settings
from tests.mail import editions


@cache
def writer():
    """Writer with the real catalogues and template."""
    project = Project.here()
    languages = {code: Language.load(project.locales, code) for code in LANGUAGES}
    return LetterWriter(project.templates, languages)


def mailing(out, server, number=1, wish=Wish(), **more):  # noqa: B008 - a wish does not change
    """A mailing of one edition, its plan approved.

    With ``hurry`` no deferred letter waits; ``addresses`` replace those of the usual book; what
    else is given stands in the settings.
    """
    hurry, addresses = more.pop("hurry", False), more.pop("addresses", {})
    if hurry:
        forget_waiting(out)
    path = out / f"sender-{server.port}.toml"
    authority = server.ca_file(out)
    editions.write_settings(path, "localhost", server.port, authority, **more)
    edition = read_manifest(out / str(editions.YEAR) / EDITIONS / str(number))
    letter_builder = LetterBuilder(Guard(out, edition), read_settings(path), writer())
    book = editions.book(out, **addresses)

    def plan(entries):
        return survey(edition, book, entries, wish)

    approved = plan_hash(edition, plan(entries_in(out)), letter_builder.sender)
    return Mailing(out, letter_builder, Secret(server.password), plan, approved)


def forget_waiting(out):
    """Let time pass: every deferred letter is due."""
    with sqlite3.connect(out / LEDGER) as connection:
        connection.execute("UPDATE letters SET next_try = ''")
    connection.close()


def taken(server):
    """Recipients of the letters that a server took, as often as it took one."""
    return sorted(recipient for recipient, _ in server.accepted)
