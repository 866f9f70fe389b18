"""Parse the command line: commands, options and what they accept, in the user's language."""

import argparse
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.cli.complaints import complaint
from generator.errors import Problem, UsageProblems
from generator.project import LANGUAGES

_Say = Callable[[str], str]

LISTS = ("regions", "measures", "tables", "sources", "briefs", "editions")
"""What the command ``list`` can list."""

_VALUES: Mapping[str, str] = {
    **dict.fromkeys(("old", "new", "day", "as_of", "released"), "cli.word.day"),
    **dict.fromkeys(("year", "edition", "jobs", "wait", "factor", "element"), "cli.word.number"),
    **dict.fromkeys(
        ("path", "pdf", "marked", "csv", "settings", "recipients", "to"), "cli.word.file"
    ),
    **dict.fromkeys(("data", "out", "outbox", "bounces"), "cli.word.folder"),
    **dict.fromkeys(("scheduler", "to_me"), "cli.word.address"),
    **dict.fromkeys(
        ("title", "licence", "column", "block", "although", "because"), "cli.word.text"
    ),
    **dict.fromkeys(("mapping", "alias", "plan"), "cli.word.name"),
    "what": "cli.word.what",
    "region": "cli.word.region",
    "industry": "cli.word.industry",
    "measure": "cli.word.measure",
    "brief": "cli.word.brief",
    "table": "cli.word.table",
}
"""The message that stands in the help for the value of an argument."""


_OPTION = re.compile(r"--[a-z][a-z-]*")

ADDRESS = re.compile(
    r"(?:tcp|tls)://(?:\[[0-9a-fA-F:.]+\]|[\w.-]+):(?P<port>[0-9]{1,5})", re.ASCII
)
"""Address of a scheduler: by name, or by number in version 4 or 6."""


class _Parser(argparse.ArgumentParser):
    """Reports a wrong command line as a problem of its own kind, in the user's language."""

    before_usage = ""

    def options(self) -> frozenset[str]:
        """Return the names of the options that it takes."""
        return frozenset(_OPTION.findall(self.format_usage()))

    def error(self, message: str) -> None:  # type: ignore[override]  # we raise instead of exit
        raise UsageProblems([complaint(message)])

    def format_help(self) -> str:
        """Describe the command line; argparse's own word before it is replaced."""
        _, _, described = super().format_help().partition(" ")
        return f"{self.before_usage} {described}"


@dataclass(frozen=True, slots=True)
class CommandLine:
    """The command line as it is described: all of it, and each command by name."""

    top: _Parser
    commands: Mapping[str, _Parser]

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """Read a command line; UsageProblems with every word that means nothing there."""
        asked, left = self.top.parse_known_args(words)
        if left:
            raise UsageProblems(
                Problem("cli.usage_unknown", slots={"found": word}) for word in left
            )
        return asked


def parser(say: _Say) -> CommandLine:
    """Describe the command line; ``say`` gives the help texts by their keys."""
    top, commands, parents = _beginning(say)
    shared, dated = parents
    _add_building(commands, parents, say)
    showing = commands.add_parser("facts", parents=[shared, dated], help=say("cli.help.facts"))
    showing.add_argument("region", help=say("cli.help.region_code"))
    checking = commands.add_parser("check", parents=[shared], help=say("cli.help.check"))
    checking.add_argument("path", nargs="+", type=Path, help=say("cli.help.path"))
    checking.add_argument("--released", type=_day, help=say("cli.help.released"))
    checking.add_argument("--marked", type=Path, help=say("cli.help.marked"))
    _add_intake(checking, say)
    doctor = commands.add_parser("doctor", parents=[shared], help=say("cli.help.doctor"))
    _add_sending(commands, shared, say)
    posted = _add_ledger(commands, shared, say)
    listing = commands.add_parser("list", parents=[shared], help=say("cli.help.list"))
    listing.add_argument("what", choices=LISTS, help=say("cli.help.what"))
    revising = _revising(commands, parents, say)
    issuing = _issuing(commands, parents, say)
    packing = commands.add_parser("data", parents=[shared], help=say("cli.help.data_package"))
    packing.add_argument("--to", type=Path, help=say("cli.help.data_to"))
    packing.add_argument("--excel", action="store_true", help=say("cli.help.data_excel"))
    packing.add_argument("--as-of", type=_day, help=say("cli.help.as_of"))
    for reading in (checking, doctor, showing, posted, listing, *revising, *issuing):
        reading.add_argument("--json", action="store_true", help=say("cli.help.json"))
    _translate((top, *commands.choices.values()), say)
    return CommandLine(top, commands.choices)


def _translate(parsers: Iterable[argparse.ArgumentParser], say: _Say) -> None:
    """Replace the words that argparse brings itself; it has no other way in."""
    for each in parsers:
        if isinstance(each, _Parser):
            each.before_usage = say("cli.help.usage")
        each._positionals.title = say("cli.help.arguments")
        each._optionals.title = say("cli.help.options")
        for action in each._actions:
            if action.dest == "help":
                action.help = say("cli.help.help")
            elif action.dest in _VALUES and action.nargs != 0:
                action.metavar = say(_VALUES[action.dest]).upper()


def building(words: list[str]) -> argparse.Namespace:
    """Read the command line of a build, before every one of which this is done.

    The other commands are not described for it.

    Raises
    ------
    UsageProblems
        If the command line is wrong; the words are not those of a user's language.
    """
    top, commands, parents = _beginning(str)
    _add_building(commands, parents, str)
    return CommandLine(top, commands.choices).read(words)


_Commands = argparse._SubParsersAction  # the public name of this class does not exist


def _beginning(
    say: _Say,
) -> tuple[_Parser, "_Commands[_Parser]", tuple[_Parser, _Parser]]:
    """Describe what all commands share, and what those do that look at a year."""
    shared = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    top = _Parser(prog="oblys", description=say("cli.description"))
    for each in (shared, top):  # they may stand before the command and after it
        each.add_argument("--ui", choices=LANGUAGES, help=say("cli.help.ui"))
        each.add_argument("--data", type=Path, help=say("cli.help.data"))
        each.add_argument("--out", type=Path, help=say("cli.help.out"))
    top.add_argument("--version", action="store_true", help=say("cli.help.version"))
    dated = _Parser(add_help=False)
    dated.add_argument("--year", type=_positive, help=say("cli.help.year"))
    dated.add_argument("--as-of", type=_day, help=say("cli.help.as_of"))
    commands = top.add_subparsers(dest="command", metavar=say("cli.word.command").upper())
    return top, commands, (shared, dated)


def _add_building(
    commands: "_Commands[_Parser]", parents: tuple[_Parser, _Parser], say: _Say
) -> None:
    building = commands.add_parser("build", parents=parents, help=say("cli.help.build"))
    building.add_argument(
        "--region", nargs="+", action="extend", default=[], help=say("cli.help.region")
    )
    building.add_argument(
        "--language",
        nargs="+",
        action="extend",
        choices=LANGUAGES,
        default=[],
        help=say("cli.help.language"),
    )
    building.add_argument("--jobs", type=_positive, help=say("cli.help.jobs"))
    building.add_argument("--scheduler", type=_address, help=say("cli.help.scheduler"))


def _add_sending(commands: "_Commands[_Parser]", shared: _Parser, say: _Say) -> None:
    sending = commands.add_parser("send", parents=[shared], help=say("cli.help.send"))
    _add_letters_chosen(sending, say)
    acting = sending.add_mutually_exclusive_group()
    acting.add_argument("--really", action="store_true", help=say("cli.help.really"))
    acting.add_argument("--outbox", type=Path, help=say("cli.help.outbox"))
    sending.add_argument("--plan", help=say("cli.help.plan"))
    sending.add_argument("--to-me", help=say("cli.help.to_me"))
    again = (
        ("resend-unknown", "cli.help.resend_unknown"),
        ("retry-refused", "cli.help.retry_refused"),
    )
    for name, key in again:
        sending.add_argument(f"--{name}", action="store_true", help=say(key))
    sending.add_argument("--wait", type=_positive, help=say("cli.help.wait"))
    sending.add_argument("--recipients", type=Path, help=say("cli.help.book"))


def _add_ledger(
    commands: "_Commands[_Parser]", shared: _Parser, say: _Say
) -> argparse.ArgumentParser:
    listing = commands.add_parser("ledger", parents=[shared], help=say("cli.help.ledger"))
    _add_letters_chosen(listing, say)
    listing.add_argument("--bounces", type=Path, help=say("cli.help.bounces"))
    listing.add_argument("--imap", action="store_true", help=say("cli.help.imap"))
    return listing


def _add_letters_chosen(command: argparse.ArgumentParser, say: _Say) -> None:
    command.add_argument(
        "--region", nargs="+", action="extend", default=[], help=say("cli.help.region")
    )
    command.add_argument("--year", type=_positive, help=say("cli.help.year"))
    command.add_argument("--edition", type=_positive, help=say("cli.help.edition"))
    command.add_argument("--settings", type=Path, help=say("cli.help.settings"))


def _revising(
    commands: "_Commands[_Parser]", parents: tuple[_Parser, _Parser], say: _Say
) -> list[_Parser]:
    """Describe the commands about vintages; return those that can answer in JSON."""
    shared, dated = parents
    comparing = commands.add_parser("revisions", parents=[shared], help=say("cli.help.revisions"))
    comparing.add_argument("old", type=_day, help=say("cli.help.old"))
    comparing.add_argument("new", type=_day, help=say("cli.help.new"))
    comparing.add_argument("--year", type=_positive, help=say("cli.help.year"))
    comparing.add_argument("--csv", type=Path, help=say("cli.help.csv"))
    explaining = commands.add_parser(
        "explain", parents=[shared, dated], help=say("cli.help.explain")
    )
    explaining.add_argument("region", help=say("cli.help.region_code"))
    explaining.add_argument("measure", help=say("cli.help.measure"))
    explaining.add_argument("--industry", default="", help=say("cli.help.industry"))
    receiving = commands.add_parser("receive", parents=[shared], help=say("cli.help.receive"))
    receiving.add_argument("path", nargs="+", type=Path, help=say("cli.help.path"))
    receiving.add_argument("--released", type=_day, required=True, help=say("cli.help.released"))
    receiving.add_argument("--although", default="", help=say("cli.help.although"))
    withdrawing = commands.add_parser("withdraw", parents=[shared], help=say("cli.help.withdraw"))
    withdrawing.add_argument("day", type=_day, help=say("cli.help.withdrawn_day"))
    withdrawing.add_argument("--because", required=True, help=say("cli.help.because"))
    _add_intake(receiving, say)
    making = commands.add_parser("template", parents=[shared], help=say("cli.help.template"))
    making.add_argument("year", type=_positive, help=say("cli.help.template_year"))
    making.add_argument("--to", type=Path, help=say("cli.help.template_to"))
    return [comparing, explaining, receiving, withdrawing]


def _add_intake(command: argparse.ArgumentParser, say: _Say) -> None:
    """Describe what may be said about an office's own file."""
    for name in ("mapping", "table", "title", "element", "licence", "column", "block"):
        command.add_argument(f"--{name}", default="", help=say(f"cli.help.intake.{name}"))
    command.add_argument("--factor", type=float, default=0.0, help=say("cli.help.intake.factor"))
    command.add_argument("--alias", action="append", default=[], help=say("cli.help.intake.alias"))


def _issuing(
    commands: "_Commands[_Parser]", parents: tuple[_Parser, _Parser], say: _Say
) -> list[_Parser]:
    """Describe the commands about what is stale and what was issued."""
    shared, _ = both = parents
    showing = commands.add_parser("status", parents=both, help=say("cli.help.status"))
    asking = commands.add_parser("why", parents=both, help=say("cli.help.why"))
    asking.add_argument("brief", help=say("cli.help.brief"))
    issuing = commands.add_parser("issue", parents=both, help=say("cli.help.issue"))
    issuing.add_argument("--although", default="", help=say("cli.help.issue_although"))
    verifying = commands.add_parser("verify", parents=[shared], help=say("cli.help.verify"))
    verifying.add_argument("pdf", nargs="*", type=Path, help=say("cli.help.pdf"))
    verifying.add_argument("--rebuild", action="store_true", help=say("cli.help.rebuild"))
    return [showing, asking, issuing, verifying]


def _positive(word: str) -> int:
    if not (word.isascii() and word.isdigit() and int(word)):
        raise UsageProblems([Problem("cli.not_a_count", slots={"found": word})])
    return int(word)


def _address(word: str) -> str:
    found = ADDRESS.fullmatch(word)
    if not found or not 0 < int(found["port"]) < 65536:
        raise UsageProblems([Problem("cli.not_an_address", slots={"found": word})])
    return word


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        meant = _printed_day(word)
        if meant is None:
            raise UsageProblems([Problem("cli.not_a_day", slots={"found": word})]) from error
        slots = {"found": word, "expected": meant.isoformat()}
        raise UsageProblems([Problem("cli.day_meant", slots=slots)]) from error


def _printed_day(word: str) -> date | None:
    """Read a day as it is printed in Kazakh and Russian, to ask whether it is meant."""
    try:
        return date(*map(int, reversed(re.split(r"[./]", word))))
    except (ValueError, TypeError):
        return None
