"""The commands in the order of the work, each with an example."""

import textwrap
from collections.abc import Callable, Mapping

GROUPS: Mapping[str, tuple[str, ...]] = {
    "cli.group.figures": ("check", "receive", "template", "withdraw", "list", "revisions", "data"),
    "cli.group.briefs": ("build", "status", "why", "facts", "explain"),
    "cli.group.editions": ("issue", "verify"),
    "cli.group.letters": ("send", "ledger"),
    "cli.group.machine": ("doctor",),
}
"""Commands by the heading of what they are about."""

EXAMPLES: Mapping[str, str] = {
    "check": 'oblys check "GRP 2026.xlsx"',
    "receive": 'oblys receive "GRP 2026.xlsx" --released 2027-05-31',
    "template": "oblys template 2026",
    "withdraw": 'oblys withdraw 2026-11-23 --because "wrong file"',
    "list": "oblys list regions",
    "revisions": "oblys revisions 2023-12-31 2026-11-23",
    "data": "oblys data --to figures --excel",
    "build": "oblys build --region Atyrau --language kk",
    "status": "oblys status",
    "why": "oblys why KZ-23.kk",
    "facts": "oblys facts KZ-23",
    "explain": "oblys explain KZ-23 unemployment_rate",
    "issue": "oblys issue",
    "verify": "oblys verify out/2025/briefs/KZ-23.kk.pdf",
    "send": "oblys send --outbox letters",
    "ledger": "oblys ledger --region KZ-23",
    "doctor": "oblys doctor",
}
"""One line of each command that works as it stands, or with a file of one's own."""

_HELP = {"data": "cli.help.data_package"}
"""The message about a command that shares its name with an option of all commands."""

_EVERYWHERE = ("ui", "data", "out", "version")
_WIDTH = 88
_INDENT = " " * 12


def overview(say: Callable[[str], str]) -> str:
    """Describe all commands by group, each with an example, then the options of all.

    Parameters
    ----------
    say
        Gives texts by their keys.

    Returns
    -------
    str
        Lines of at most 88 letters.
    """
    lines = [f"{say('cli.help.usage')} oblys {say('cli.word.command').upper()} …", ""]
    lines += [*textwrap.wrap(say("cli.description"), _WIDTH)]
    for group, names in GROUPS.items():
        lines += ["", say(group)]
        for name in names:
            lines += _entry(name, say(_HELP.get(name, f"cli.help.{name}")))
            lines.append(f"{_INDENT}  $ {EXAMPLES[name]}")
    lines += ["", say("cli.help.everywhere")]
    for name in _EVERYWHERE:
        lines += _entry(f"--{name}", say(f"cli.help.{name}"))
    return "\n".join((*lines, "", *textwrap.wrap(say("cli.help.more"), _WIDTH)))


def _entry(name: str, text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=f"  {name:<10}", subsequent_indent=_INDENT)
