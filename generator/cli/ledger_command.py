"""The command ``ledger``: which letter went to which office, and when."""

import argparse
import json
from dataclasses import asdict

from generator.cli.console import aligned, printable, say
from generator.dataset.acceptance.release_days import kazakhstan_time
from generator.errors import ExitCode
from generator.findings.claims import Count, Slot
from generator.presentation.localisation.language import Language
from generator.project import Project
from generator.sending import sender_settings
from generator.sending.bounces import Gathered, gather, messages_in
from generator.sending.imap import messages_of
from generator.sending.letter_register import Entry, Register, entries_in, register
from generator.sending.send_loop import settle
from generator.sending.sender_settings import IMAP_PASSWORD, password, read_settings


def ledger_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Show the letters; first read reports of mail systems, where that is asked for."""
    settle(project.out)
    if asked.bounces is not None:
        with register(project.out) as opened:
            _tell(gather(opened, messages_in(asked.bounces)), asked, language)
    if asked.imap:
        mailbox = read_settings(
            asked.settings or project.data / sender_settings.SETTINGS
        ).mailbox_given()
        secret = password(IMAP_PASSWORD, mailbox.user)
        with register(project.out) as opened:
            _tell(gather(opened, messages_of(mailbox, secret)), asked, language)
    if not entries_in(project.out):
        say("[]" if asked.json else language.say("ledger.empty"))
        return ExitCode.DONE
    with register(project.out) as opened:
        chosen = [each for each in opened.entries() if _wanted(each, asked)]
        if asked.json:
            said = [_as_json(opened, each) for each in chosen]
            say(json.dumps(said, ensure_ascii=False, indent=1))
        else:
            _show(opened, chosen, language)
    return ExitCode.DONE


def _wanted(entry: Entry, asked: argparse.Namespace) -> bool:
    return (
        asked.year in (None, entry.year)
        and asked.edition in (None, entry.edition)
        and (not asked.region or entry.region in asked.region)
    )


def _tell(gathered: Gathered, asked: argparse.Namespace, language: Language) -> None:
    slots: dict[str, Slot] = {
        "k": Count(gathered.messages),
        "n": Count(gathered.entered),
        "n_bad": Count(gathered.strange),
    }
    if not asked.json:
        say(language.say("ledger.gathered", **slots))


def _show(opened: Register, chosen: list[Entry], language: Language) -> None:
    head = ("when", "edition", "region", "address", "files", "state", "answer")
    rows = [tuple(language.say(f"ledger.head.{each}") for each in head)]
    for entry in chosen:
        last = opened.history(entry)[-1]
        trial = f" ({language.say('ledger.trial')})" if entry.diverted else ""
        rows.append(
            (
                kazakhstan_time(entry.changed),
                f"{entry.year}/{entry.edition}",
                entry.region,
                (entry.diverted or entry.address) + trial,
                " ".join(file.language for file in entry.files),
                language.say(f"ledger.state.{entry.state}"),
                printable(f"{last.stage} {last.code or ''} {last.reply}".strip(), 80),
            )
        )
        for bounce in opened.bounces(entry):
            said = language.say("ledger.bounced")
            reason = printable(f"{bounce.action} {bounce.status} {bounce.reason}".strip(), 80)
            rows.append((kazakhstan_time(bounce.arrived), "", "", "", "", said, reason))
    say("\n".join(aligned(rows)))


def _as_json(opened: Register, entry: Entry) -> dict[str, object]:
    return {
        **asdict(entry),
        "events": [asdict(each) for each in opened.history(entry)],
        "bounces": [asdict(each) for each in opened.bounces(entry)],
    }
