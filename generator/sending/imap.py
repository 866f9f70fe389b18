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
REPORTS = '(HEADER Content-Type "multipart/report")'


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
            _wanted(server.select(f'"{mailbox.folder}"', readonly=True))
            (numbers,) = _wanted(server.search(None, REPORTS))
            for number in numbers.split():
                for part in _wanted(server.fetch(number.decode("ascii"), "(BODY.PEEK[])")):
                    if isinstance(part, tuple) and len(part[1]) <= LARGEST_REPORT:
                        yield part[1]
    except (imaplib.IMAP4.error, OSError, ValueError) as error:
        slots = {"found": type(error).__name__}
        raise MachineLacks([Problem("problem.imap", Location(mailbox.host), slots)]) from None


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
