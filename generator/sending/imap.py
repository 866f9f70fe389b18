"""Fetch reports from a mailbox over IMAP inside TLS. The only module that imports imaplib.

The mailbox is opened for reading only: nothing in it is changed, marked or deleted.
"""

import imaplib
from collections.abc import Iterator
from typing import Any

from generator.errors import Location, MachineLacks, Problem
from generator.sending.bounces import LARGEST_REPORT
from generator.sending.sender_settings import Mailbox, Secret, trusted

SECONDS = 60.0
REPORT = "multipart/report"
KIND = "(BODY.PEEK[HEADER.FIELDS (CONTENT-TYPE)])"
"""What is asked of every message first: not every server can search for it."""


def messages_of(mailbox: Mailbox, password: Secret) -> Iterator[bytes]:
    """Fetch every delivery report of a mailbox.

    Raises
    ------
    MachineLacks
        If the server cannot be reached or trusted, or does not know the password.
    """
    try:
        context = trusted(mailbox.ca_file)
        with imaplib.IMAP4_SSL(
            mailbox.host, mailbox.port, ssl_context=context, timeout=SECONDS
        ) as server:
            _log_in(server, mailbox.user, password)
            (count,) = _wanted(server.select(f'"{mailbox.folder}"', readonly=True))
            for number in _reports(server, int(count)):
                for part in _wanted(server.fetch(number, "(BODY.PEEK[])")):
                    if isinstance(part, tuple) and len(part[1]) <= LARGEST_REPORT:
                        yield part[1]
    except (imaplib.IMAP4.error, OSError, ValueError) as error:
        slots = {"found": type(error).__name__}
        raise MachineLacks([Problem("problem.imap", Location(mailbox.host), slots)]) from None


def _reports(server: imaplib.IMAP4, count: int) -> list[str]:
    """Return the numbers of the delivery reports among the messages of the open folder."""
    if not count:
        return []
    heads = _wanted(server.fetch(f"1:{count}", KIND))
    return [
        head[0].split()[0].decode("ascii")
        for head in heads
        if isinstance(head, tuple) and REPORT in head[1].decode("ascii", "replace").lower()
    ]


def _log_in(server: imaplib.IMAP4, user: str, password: Secret) -> None:
    """Log in; the older command knows only ASCII."""
    if password.reveal().isascii() and user.isascii():
        server.login(user, password.reveal())
    else:
        server.authenticate("PLAIN", lambda _: f"\0{user}\0{password.reveal()}".encode())


def _wanted(answer: tuple[str, Any]) -> Any:  # noqa: ANN401 - imaplib answers in many shapes
    kind, content = answer
    if kind != "OK":
        raise imaplib.IMAP4.error(kind)
    return content
