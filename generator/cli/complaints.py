"""Say what is wrong with a command line, in the words of the catalogues."""

import re

from generator.errors import Problem

COMPLAINTS = (
    (re.compile("the following arguments are required: (?P<found>.*)"), "cli.usage_missing"),
    (
        re.compile(
            "argument (?P<option>.*): invalid choice: '?(?P<found>.*?)'? "
            r"\(choose from (?P<expected>.*)\)"
        ),
        "cli.usage_choice",
    ),
    (re.compile("argument (?P<option>.*): expected .*argument.*"), "cli.usage_value"),
    (
        re.compile("argument (?P<option>.*): not allowed with argument (?P<found>.*)"),
        "cli.usage_together",
    ),
    (
        re.compile("argument (?P<option>.*): invalid .* value: '?(?P<found>.*?)'?"),
        "cli.usage_kind",
    ),
    (
        re.compile("ambiguous option: (?P<found>.*) could match (?P<expected>.*)"),
        "cli.usage_ambiguous",
    ),
)
"""What argparse says in English, and the message that says it in every language."""


def complaint(message: str) -> Problem:
    """Turn a complaint of argparse into a problem; one that it is not known to make is quoted."""
    for pattern, key in COMPLAINTS:
        found = pattern.fullmatch(message)
        if found:
            slots = {name: text.replace("'", "") for name, text in found.groupdict().items()}
            return Problem(key, slots=slots)
    return Problem("cli.usage", slots={"found": message})
