"""The command ``withdraw``: take a delivery out of use; it stays on the disk, and is told."""

import argparse
import json

from generator.cli.console import say
from generator.cli.verdict_text import today
from generator.dataset.acceptance.withdrawals import Withdrawal, withdraw
from generator.errors import ExitCode
from generator.findings.claims import Day, Slot, Verbatim
from generator.presentation.localisation.language import Language
from generator.project import Project


def withdraw_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Take the delivery of a day, with its supplements, out of use."""
    found = withdraw(project, asked.day, asked.because, today())
    if asked.json:
        say(json.dumps([each.delivery for each in found], indent=1))
    else:
        for each in found:
            say(withdrawn_line(each, language))
    return ExitCode.DONE


def withdrawn_line(each: Withdrawal, language: Language) -> str:
    """Say which delivery is out of use, since when and why."""
    slots: dict[str, Slot] = {
        "file": Verbatim(each.delivery),
        "date": Day(each.day),
        "text": Verbatim(each.because),
    }
    return language.say("cli.withdrawn", **slots)
