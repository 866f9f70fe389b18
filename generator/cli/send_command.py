"""The command ``send``: show a mailing first, send only what was approved."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.classifications.regions import NATION
from generator.cli.console import aligned, describe, printable, say, say_error
from generator.dataset.code_lists import read_regions
from generator.errors import ExitCode, OblysError, Problem, Refused, RequestProblems
from generator.findings.claims import Count, Number, RegionSlot, Slot, Verbatim
from generator.presentation.localisation.language import Language
from generator.project import LANGUAGES, Project
from generator.publication.edition_records import require_issued
from generator.publication.editions import Edition, edition_folders, read_manifest
from generator.publication.ledger import OWNER_ONLY
from generator.sending import address_book, sender_settings
from generator.sending.address_book import Recipient, address_given, read_book
from generator.sending.attachment_guard import Guard
from generator.sending.letter_builder import LetterBuilder
from generator.sending.letter_register import Entry, State, entries_in
from generator.sending.letter_text import LetterWriter
from generator.sending.mailing_plan import Item, plan_hash, survey
from generator.sending.mime import draft, read_letter
from generator.sending.retries import Wish
from generator.sending.send_loop import Mailing, SendReport, post, settle
from generator.sending.sender_settings import (
    NOBODY,
    SMTP_PASSWORD,
    Secret,
    Sender,
    password,
    read_settings,
)
from generator.sending.smtp_outcomes import cause

KILOBYTE = 1000


@dataclass(frozen=True)
class _Plan:
    """What is to be sent, ready to be shown."""

    letter_builder: LetterBuilder
    book: tuple[Recipient, ...]
    wish: Wish
    items: tuple[Item, ...]
    past: Mapping[int, Edition]

    def survey(self, entries: Sequence[Entry]) -> tuple[Item, ...]:
        """Return the plan again, from all registered letters."""
        return survey(self.letter_builder.guard.edition, self.book, entries, self.wish, self.past)

    @property
    def letters(self) -> tuple[Item, ...]:
        """Letters to be sent."""
        return tuple(item for item in self.items if item.to_send)

    @property
    def hash(self) -> str:
        """Short hash of the plan."""
        return plan_hash(self.letter_builder.guard.edition, self.items, self.letter_builder.sender)


def send_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Show what would be sent; send it when the plan is approved."""
    settle(project.out)
    plan = _plan(project, asked)
    plan.letter_builder.guard.fetch([file for item in plan.letters for file in item.files])
    _show(plan, language)
    if asked.outbox is not None:
        return _write_drafts(plan, asked.outbox, language)
    if not asked.really or not plan.letters:
        key = "send.nothing_sent" if plan.letters else "send.nothing_to_send"
        say(language.say(key))
        return ExitCode.DONE
    _approve(plan, asked.plan, language)
    server = plan.letter_builder.sender.server
    secret = password(SMTP_PASSWORD, server.user) if server.user else None
    return _post(project, plan, secret, asked.wait or 0, language)


def _plan(project: Project, asked: argparse.Namespace) -> _Plan:
    regions = [region.code for region in read_regions(project.classifications).current()]
    edition = find_edition(project.out, asked.year, asked.edition)
    require_issued(project.out, edition)
    book, settings = _read_both(project, asked, [*regions, NATION])
    wish = Wish(
        regions=_known(asked.region, [*regions, NATION], edition.year),
        diverted=address_given(asked.to_me) if asked.to_me else "",
        unknown=asked.resend_unknown,
        refused=asked.retry_refused,
        bounced=asked.resend_bounced,
    )
    languages = {code: Language.load(project.locales, code) for code in LANGUAGES}
    writer = LetterWriter(project.templates, languages)
    letter_builder = LetterBuilder(Guard(project.out, edition), settings, writer)
    folders = edition_folders(project.out / str(edition.year))
    past = {each.number: each for each in map(read_manifest, folders)}
    items = survey(edition, book, entries_in(project.out), wish, past)
    return _Plan(letter_builder, book, wish, items, past)


def _read_both(
    project: Project, asked: argparse.Namespace, regions: Sequence[str]
) -> tuple[tuple[Recipient, ...], Sender]:
    """Read address book and settings; the problems of both are reported together."""
    problems: list[Problem] = []
    book: tuple[Recipient, ...] = ()
    try:
        book = read_book(asked.recipients or project.data / address_book.BOOK, regions)
    except OblysError as error:
        problems += error.problems
    try:
        shown_only = not (asked.really or asked.to_me or asked.outbox)
        path = asked.settings or project.data / sender_settings.SETTINGS
        settings = read_settings(path, shown_only=shown_only)
    except OblysError as error:
        raise RequestProblems([*problems, *error.problems]) from error
    if problems:
        raise RequestProblems(problems)
    return book, settings


def find_edition(out: Path, year: int | None, number: int | None) -> Edition:
    """Return the edition asked for; the newest of the newest year by default.

    Raises
    ------
    RequestProblems
        If it was not issued.
    """
    years = [year] if year else [int(each.name) for each in out.glob("[12][0-9][0-9][0-9]")]
    for each in sorted(years, reverse=True):
        folders = edition_folders(out / str(each))
        wanted = [folder for folder in folders if number in (None, int(folder.name))]
        if wanted:
            return read_manifest(wanted[-1])
    asked = "/".join(str(each) for each in (year, number) if each)
    key = "problem.no_edition" if asked else "problem.nothing_issued"
    raise RequestProblems([Problem(key, slots={"found": asked} if asked else {})])


def _known(asked: Sequence[str], regions: Sequence[str], year: int) -> tuple[str, ...]:
    unknown = [code for code in asked if code not in regions]
    if unknown:
        slots = {"expected": ", ".join(regions), "year": str(year)}
        raise RequestProblems(
            Problem("problem.no_such_region", slots={"found": code, **slots}) for code in unknown
        )
    return tuple(asked)


def _show(plan: _Plan, language: Language) -> None:
    edition = plan.letter_builder.guard.edition
    head = ("region", "address", "files", "size", "why", "subject")
    rows = [tuple(language.say(f"send.head.{each}") for each in head)]
    rows += [_row(plan.letter_builder, item, language) for item in plan.items]
    say("\n".join(aligned(rows)))
    if plan.letters:
        text = plan.letter_builder.text(plan.letters[0])
        shown: dict[str, Slot] = {"region": RegionSlot(plan.letters[0].recipient.region)}
        say("\n" + language.say("send.preview", **shown))
        say(f"\n{text.subject}\n\n{text.body}")
    slots: dict[str, Slot] = {
        "k": Count(len(plan.letters)),
        "n_all": Count(len(plan.items)),
        "edition": Verbatim(f"{edition.year}/{edition.number}"),
        "plan": Verbatim(plan.hash if plan.letter_builder.sender.address else NOBODY),
    }
    say(language.say("send.plan", **slots))
    if not plan.letter_builder.sender.address:
        say(language.say("send.no_settings", expected=Verbatim(sender_settings.EXAMPLE)))


def _row(letter_builder: LetterBuilder, item: Item, language: Language) -> tuple[str, ...]:
    address = item.recipient.address
    shown = f"{item.diverted} ({address})" if item.diverted else address
    kilobytes = language.number(item.size / KILOBYTE)
    return (
        item.recipient.region,
        shown,
        " ".join(file.language for file in item.files),
        language.say("send.kilobytes", n=Verbatim(kilobytes)),
        _why(item, language),
        letter_builder.subject(item),
    )


def _why(item: Item, language: Language) -> str:
    """Say why an office gets a letter or none, and where it has had the newest one elsewhere."""
    why = language.say(f"send.why.{item.reason}")
    if item.before is None:
        return why
    slots: dict[str, Slot] = {
        "number": Count(item.before.edition),
        "recipient": Verbatim(item.before.address),
    }
    return f"{why}; {language.say('send.had', **slots)}"


def _write_drafts(plan: _Plan, folder: Path, language: Language) -> ExitCode:
    """Write drafts that a mail program opens as letters not yet sent."""
    letter_builder = plan.letter_builder
    folder.mkdir(parents=True, exist_ok=True)
    for number, item in enumerate(plan.letters, 1):
        letter = letter_builder.letter(item, letter_builder.guard.fetch(item.files))
        letter_builder.guard.check_letter(
            read_letter(letter), letter_builder.entry(item), item.files
        )
        name = f"{number:02}_{item.recipient.region}_ed{letter_builder.guard.edition.number}.eml"
        (folder / name).touch(OWNER_ONLY)
        (folder / name).write_bytes(draft(letter))
    slots: dict[str, Slot] = {"k": Count(len(plan.letters)), "path": Verbatim(str(folder))}
    say(language.say("send.drafts", **slots))
    return ExitCode.DONE


def _approve(plan: _Plan, given: str | None, language: Language) -> None:
    """Compare the hash that the user gives with that of the plan that was shown.

    Raises
    ------
    Refused
        If it is another, or nobody is there to be asked.
    """
    if given is None and sys.stdin.isatty():
        say(language.say("send.ask"))
        given = sys.stdin.readline().strip()
    if given != plan.hash:
        slots = {"found": given or "–", "expected": "--plan"}
        raise Refused([Problem("problem.plan_not_approved", slots=slots)])


def _post(
    project: Project, plan: _Plan, secret: Secret | None, minutes: int, language: Language
) -> ExitCode:
    mailing = Mailing(project.out, plan.letter_builder, secret, plan.survey, plan.hash)
    told: list[SendReport] = []

    def tell(each: SendReport) -> None:
        told.append(each)
        _report(each, language)

    try:
        done = post(mailing, tell, patience=60 * minutes)
    except (OblysError, KeyboardInterrupt) as error:
        if not told:
            raise
        return _stopped(error, told, language)
    sent = sum(told.outcome.state == State.SENT for told in done)
    slots: dict[str, Slot] = {"n": Number(sent), "n_bad": Number(len(plan.letters) - sent)}
    say(language.say("send.done", **slots))
    if any(told.outcome.unsafe for told in done):
        say_error(language.say("send.unsafe"))
        return ExitCode.REFUSED
    return ExitCode.DONE if sent == len(plan.letters) else ExitCode.PARTLY_FAILED


def _stopped(
    error: OblysError | KeyboardInterrupt, told: Sequence[SendReport], language: Language
) -> ExitCode:
    """Say why a mailing ended early, and that what was sent stays sent."""
    for problem in error.problems if isinstance(error, OblysError) else ():
        say_error(describe(problem, language))
    sent = sum(each.outcome.state == State.SENT for each in told)
    say_error(language.say("send.stopped", n=Number(sent)))
    return error.exit_code if isinstance(error, OblysError) else ExitCode.INTERRUPTED


def _report(told: SendReport, language: Language) -> None:
    """Say what became of one letter: the answer to standard output, trouble beside it."""
    entry, outcome = told.entry, told.outcome
    slots: dict[str, Slot] = {
        "region": Verbatim(entry.region),
        "recipient": Verbatim(entry.diverted or entry.address),
        "stage": Verbatim(outcome.stage),
        "reply": Verbatim(printable(f"{outcome.code or ''} {outcome.reply}".strip())),
    }
    line = language.say(f"send.told.{cause(outcome)}", **slots)
    (say if outcome.state == State.SENT else say_error)(line)
