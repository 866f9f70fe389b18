"""Read the settings of the sender, and the passwords that never stand in them.

Settings are a TOML file. Passwords come from the environment or the system's keyring only; inside
the program they are wrapped, so that no log, traceback or message can print them.
"""

import importlib
import os
import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.dataset.readers import decode, is_plain_text, parse_toml, read_bytes
from generator.errors import DataProblems, Location, MachineLacks, Problem
from generator.project import LANGUAGES
from generator.sending.address_book import is_address

SETTINGS = "sender.toml"
EXAMPLE = "sender.example.toml"
SMTP_PASSWORD, IMAP_PASSWORD = "OBLYS_SMTP_PASSWORD", "OBLYS_IMAP_PASSWORD"
KEYRING_SERVICE = "oblys"
SECURITY = ("starttls", "tls")
STAGE_SECONDS: Mapping[str, float] = {
    "connect": 60,
    "ehlo": 120,
    "starttls": 60,
    "tls": 60,
    "auth": 120,
    "mail": 300,
    "rcpt": 300,
    "data": 120,
    "body": 600,
    "dot": 600,
    "quit": 10,
}
"""Longest time of each stage in seconds; ten minutes after the final dot, as RFC 5321 asks."""
_SERVER: Mapping[str, tuple[type, bool]] = {
    "host": (str, True),
    "port": (int, True),
    "security": (str, True),
    "user": (str, False),
    "ca_file": (str, False),
    "letters_per_minute": (int, False),
}
_SENDER: Mapping[str, tuple[type, bool]] = {
    "address": (str, True),
    **{f"name_{code}": (str, True) for code in LANGUAGES},
    "contact": (str, True),
    "reply_to": (str, False),
}
_IMAP: Mapping[str, tuple[type, bool]] = {
    "host": (str, True),
    "port": (int, True),
    "user": (str, True),
    "folder": (str, True),
    "ca_file": (str, False),
}
_TABLES = {"server": _SERVER, "sender": _SENDER, "imap": _IMAP, "seconds": {}}
_OPTIONAL = frozenset({"imap", "seconds"})
_HOST = re.compile(r"[A-Za-z0-9.:-]+")
_FOLDER = re.compile(r"[A-Za-z0-9 ._/&,+-]+")
"""Names of folders; those in other letters as IMAP writes them, such as ``&BBIERQQ+-``."""
_ALLOWED: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "security": (lambda value: value in SECURITY, ", ".join(SECURITY)),
    "host": (lambda value: bool(_HOST.fullmatch(value)), "mail.example.kz"),
    "folder": (lambda value: bool(_FOLDER.fullmatch(value)), "INBOX"),
    "port": (lambda value: 0 < value < 65536, "1–65535"),
    "letters_per_minute": (lambda value: 0 <= value <= 600, "0–600"),
}
"""What a value of the right kind must be, and how that is told."""
_SECRET = ("pass", "secret", "token", "key", "credential", "pwd")


class Secret:
    """A password that cannot be printed, compared in a report or pickled by accident."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the password, for the one place that must send it."""
        return self._text

    def __repr__(self) -> str:
        """Never the password."""
        return "Secret(***)"

    def __reduce__(self) -> str:
        """Refuse to be written anywhere."""
        raise TypeError(type(self).__name__)


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server that takes letters: SMTP with STARTTLS, or with TLS from the start.

    ``ca_file`` names the certificate authority of an office's own server; empty for the system's
    authorities. An empty ``user`` means that the server knows this machine and asks no password.
    ``letters_per_minute`` 0 means no limit. ``seconds`` holds the longest time of each stage.
    """

    host: str
    port: int
    security: str
    user: str = ""
    ca_file: str = ""
    letters_per_minute: int = 30
    seconds: Mapping[str, float] = field(default_factory=lambda: dict(STAGE_SECONDS))


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An IMAP mailbox in which bounces arrive; always over TLS."""

    host: str
    port: int
    user: str
    folder: str
    ca_file: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: address, name by language, whom to ask, where answers go, and the servers."""

    address: str
    names: Mapping[str, str]
    contact: str
    reply_to: str
    server: Server
    mailbox: Mailbox | None = None

    def mailbox_given(self) -> Mailbox:
        """Return the mailbox; DataProblems if the settings name none."""
        if self.mailbox is None:
            raise DataProblems(
                [Problem("problem.manifest_missing_key", Location(SETTINGS, 0, "imap"))]
            )
        return self.mailbox


NO_SERVER = Server("", 0, SECURITY[0])
NOBODY = "…"


def read_settings(path: Path, *, shown_only: bool = False) -> Sender:
    """Read the settings of the sender.

    Parameters
    ----------
    path
        The file.
    shown_only
        Whether letters are only shown: then the table of the server may be missing, or the whole
        file, in whose place an empty sender stands.

    Raises
    ------
    DataProblems
        With every entry that is unknown, missing, of the wrong kind, or a password.
    """
    if shown_only and not path.exists():
        return Sender("", dict.fromkeys(LANGUAGES, NOBODY), NOBODY, "", NO_SERVER)
    if not path.exists():
        slots = {"expected": EXAMPLE}
        raise DataProblems([Problem("problem.no_sender_settings", Location(str(path)), slots)])
    content = parse_toml(decode(read_bytes(path, path.name), path.name), path.name)
    if shown_only:
        content.setdefault("server", {"host": "-", "port": 1, "security": SECURITY[0]})
    problems = list(_problems(content, path.name))
    if problems:
        raise DataProblems(problems)
    sender, server = content["sender"], content["server"]
    seconds = {**STAGE_SECONDS, **content.get("seconds", {})}
    return Sender(
        address=sender["address"],
        names={code: sender[f"name_{code}"] for code in LANGUAGES},
        contact=sender["contact"],
        reply_to=sender.get("reply_to", ""),
        server=Server(**server, seconds=seconds),
        mailbox=Mailbox(**content["imap"]) if "imap" in content else None,
    )


def password(variable: str, user: str) -> Secret:
    """Return a password from the environment, else from the keyring.

    Raises
    ------
    MachineLacks
        Naming the variable and the keyring entry, if neither holds it.
    """
    text = os.environ.get(variable) or _from_keyring(user)
    if not text or "\n" in text or "\r" in text or "\0" in text:
        slots = {"found": variable, "expected": f"{KEYRING_SERVICE}/{user}"}
        raise MachineLacks([Problem("problem.no_password", slots=slots)])
    return Secret(text)


def _from_keyring(user: str) -> str:
    try:
        keyring = importlib.import_module("keyring")  # optional: most offices use the environment
        return str(keyring.get_password(KEYRING_SERVICE, user) or "")
    except Exception:  # whatever a keyring fails with, it holds no password for us
        return ""


def _problems(content: Mapping[str, Any], name: str) -> Iterator[Problem]:
    yield from _secrets(content, name, "")
    for key in content:
        if key not in _TABLES and not _looks_secret(key):
            slots = {"expected": ", ".join(_TABLES)}
            yield Problem("problem.manifest_unknown_key", Location(name, 0, key), slots)
    for table, kinds in _TABLES.items():
        place = Location(name, 0, table)
        if table not in content:
            if table not in _OPTIONAL:
                yield Problem("problem.manifest_missing_key", place)
        elif not isinstance(content[table], dict):
            slots = {"found": type(content[table]).__name__, "expected": "table"}
            yield Problem("problem.manifest_wrong_type", place, slots)
        elif table == "seconds":
            yield from _stages(content[table], name)
        else:
            yield from _entries(content[table], kinds, name, table)


def _looks_secret(key: str) -> bool:
    return any(part in key.lower() for part in _SECRET)


def _secrets(content: Mapping[str, Any], name: str, where: str) -> Iterator[Problem]:
    for key, value in content.items():
        if _looks_secret(key):
            slots = {"expected": SMTP_PASSWORD, "found": KEYRING_SERVICE}
            yield Problem("problem.secret_in_file", Location(name, 0, where + key), slots)
        elif isinstance(value, dict):
            yield from _secrets(value, name, f"{where}{key}.")


def _entries(
    content: Mapping[str, Any], kinds: Mapping[str, tuple[type, bool]], name: str, table: str
) -> Iterator[Problem]:
    for key in content:
        if key not in kinds and not _looks_secret(key):
            slots = {"expected": ", ".join(kinds)}
            yield Problem(
                "problem.manifest_unknown_key", Location(name, 0, f"{table}.{key}"), slots
            )
    for key, (kind, required) in kinds.items():
        place = Location(name, 0, f"{table}.{key}")
        if key not in content:
            if required:
                yield Problem("problem.manifest_missing_key", place)
        elif type(content[key]) is not kind:
            slots = {"found": type(content[key]).__name__, "expected": kind.__name__}
            yield Problem("problem.manifest_wrong_type", place, slots)
        else:
            yield from _value(key, content[key], place)


def _value(key: str, value: str | int, place: Location) -> Iterator[Problem]:
    slots = {"found": str(value)}
    if isinstance(value, str) and not is_plain_text(value):
        yield Problem("problem.manifest_text", place, {"expected": "500"})
    elif key in ("address", "reply_to") and not is_address(str(value)):
        yield Problem("problem.not_an_address_in_settings", place, slots)
    elif key in _ALLOWED and not _ALLOWED[key][0](value):
        yield Problem("problem.setting", place, {**slots, "expected": _ALLOWED[key][1]})


def _stages(content: Mapping[str, Any], name: str) -> Iterator[Problem]:
    for key, value in content.items():
        place = Location(name, 0, f"seconds.{key}")
        if key not in STAGE_SECONDS:
            slots = {"expected": ", ".join(STAGE_SECONDS)}
            yield Problem("problem.manifest_unknown_key", place, slots)
        elif type(value) not in (int, float) or not 0 < value <= 3600:
            yield Problem("problem.setting", place, {"found": str(value), "expected": "0–3600"})


def trusted(ca_file: str) -> ssl.SSLContext:
    """Return settings that accept only a valid certificate for the server's name.

    Parameters
    ----------
    ca_file
        Certificate authority of the office; empty for the authorities that the system trusts.

    Raises
    ------
    DataProblems
        If the file holds no certificate.
    """
    try:
        context = ssl.create_default_context(cafile=str(Path(ca_file)) if ca_file else None)
    except (OSError, ValueError) as error:
        slots = {"found": type(error).__name__}
        raise DataProblems([Problem("problem.ca_file", Location(ca_file), slots)]) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
