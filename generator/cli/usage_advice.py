"""Advise on a command line that is not understood: what may be meant, and where to read on."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from generator.cli.arguments import CommandLine
from generator.cli.command_groups import EXAMPLES
from generator.cli.console import printable
from generator.cli.name_arguments import name_index
from generator.errors import Problem
from generator.findings.claims import Slot, Verbatim
from generator.presentation.localisation.language import Language
from generator.project import LANGUAGES, Project

SYNONYMS: Mapping[str, str] = {
    **dict.fromkeys(("make", "generate", "render", "run", "print", "all"), "build"),
    **dict.fromkeys(("import", "add", "load", "store", "upload"), "receive"),
    **dict.fromkeys(("validate", "test", "read", "open"), "check"),
    **dict.fromkeys(("mail", "email", "letter", "letters", "post"), "send"),
    **dict.fromkeys(("publish", "release", "freeze", "edition"), "issue"),
    **dict.fromkeys(("remove", "delete", "undo", "rm"), "withdraw"),
    **dict.fromkeys(("diff", "compare", "changes", "revision"), "revisions"),
    **dict.fromkeys(("show", "json", "fact"), "facts"),
    **dict.fromkeys(("ls", "regions", "measures", "tables", "sources", "briefs"), "list"),
    **dict.fromkeys(("setup", "install", "diagnose"), "doctor"),
    **dict.fromkeys(("passport", "source", "info"), "explain"),
}
"""Words that people use for a command, beside its own name."""

_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def advise(
    problems: Sequence[Problem],
    line: CommandLine,
    words: Sequence[str],
    language: Language,
) -> Iterator[str]:
    """Say of every word that was not understood what may be meant, then where help is.

    Parameters
    ----------
    problems
        What is wrong with the command line.
    line
        The command line as it is described.
    words
        What was typed.
    language
        The user's language.
    """
    command = next((word for word in words if word in line.commands), "")
    known = (line.commands[command] if command else line.top).options()
    for each in problems:
        word = each.slots.get("found", "")
        if each.key == "cli.usage_unknown":
            meant = _option(word, known, line) or _value(word, known, command, language)
        elif each.key == "cli.usage_choice":
            meant = _choice(each, line, language)
        else:
            continue
        if meant:
            yield _said("cli.usage_meant", language, expected=meant)
    if command in EXAMPLES:
        yield _said("cli.usage_example", language, text=EXAMPLES[command])
    yield _said("cli.usage_help", language, text=f"oblys {command} --help" if command else "oblys")


def _said(key: str, language: Language, **texts: str) -> str:
    slots: dict[str, Slot] = {name: Verbatim(printable(text)) for name, text in texts.items()}
    return language.say(key, **slots)


def _option(word: str, known: frozenset[str], line: CommandLine) -> str:
    """Name the option that is written like this one, or the command that takes it."""
    if not word.startswith("-"):
        return ""
    name = word.partition("=")[0]
    holders = [each for each, parser in line.commands.items() if name in parser.options()]
    if holders:
        return "; ".join(f"oblys {each} {name}" for each in holders)
    return ", ".join(get_close_matches(name, sorted(known), 2))


def _value(word: str, known: frozenset[str], command: str, language: Language) -> str:
    """Name the option of which this word may be the value."""
    regions = sorted(name_index("region", Project.here(), language).find(word))
    meant = {
        "--year": [word] if _YEAR.fullmatch(word) else [],
        "--as-of": [word] if _DAY.fullmatch(word) else [],
        "--language": [word] if word in LANGUAGES else [],
        "--region": regions,
    }
    return "; ".join(
        f"oblys {command} {option} {value}"
        for option, values in meant.items()
        if option in known
        for value in values
    )


def _choice(each: Problem, line: CommandLine, language: Language) -> str:
    """Name the choice that is written like this word, or that people call so."""
    word = each.slots["found"].casefold()
    if each.slots["option"].casefold() != language.say("cli.word.command").casefold():
        possible = each.slots["expected"].replace(",", " ").split()
        return ", ".join(get_close_matches(word, possible, 2))
    called = [SYNONYMS[word]] if word in SYNONYMS else []
    near = called or get_close_matches(word, line.commands, 2)
    if near:
        return "; ".join(f"oblys {name}" for name in near)
    regions = sorted(name_index("region", Project.here(), language).find(word))
    if regions:
        return "; ".join(f"oblys build --region {code}" for code in regions)
    measures = sorted(name_index("measure", Project.here(), language).find(word))
    return "; ".join(f"oblys explain KZ-23 {name}" for name in measures)
