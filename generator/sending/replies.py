"""What a mail server says: line by line, within the stage's time, and without our secrets."""

import socket
import ssl
from base64 import b64encode
from typing import Protocol

from generator.sending.sender_settings import Secret

LONGEST_REPLY = 65536
"""Bytes of one reply; a server that says more is not understood."""

CHUNK = 16384
SHOWN = 300
"""Characters of a reply that the ledger keeps."""


class Clock(Protocol):
    """Knows how much time is left, and counts what was heard."""

    def left(self) -> float:
        """Return the seconds left; TimeoutError if there are none."""

    def heard(self, count: int) -> None:
        """Count what was said in one reply; OSError if it does not end."""


class Lines:
    """Reads a server's lines, each within what is left of the stage's time."""

    def __init__(self, talk: Clock, sock: socket.socket) -> None:
        self._talk, self._sock = talk, sock
        self._buffer = b""

    def readline(self, limit: int) -> bytes:
        """Return one line, or what came before the end; at most ``limit`` bytes."""
        while b"\n" not in self._buffer and len(self._buffer) < limit:
            self._sock.settimeout(self._talk.left())
            more = self._sock.recv(CHUNK)
            if not more:
                break
            self._buffer += more
        end = min(self._buffer.find(b"\n") + 1 or limit, limit)
        line, self._buffer = self._buffer[:end], self._buffer[end:]
        self._talk.heard(len(line))
        return line

    def unasked(self) -> bool:
        """Whether the server said something, or hung up, without having been asked."""
        if self._buffer:
            return True
        self._sock.settimeout(0)
        try:
            self._buffer = self._sock.recv(CHUNK)
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        except OSError:
            return True
        return True

    def close(self) -> None:
        """Forget what was not read."""
        self._buffer = b""


def kind(error: Exception) -> str:
    """Name an error without its words, which may hold what was sent."""
    cause = error.__context__ if isinstance(error.__context__, OSError) else error
    return type(cause).__name__


def forms(user: str, password: Secret | None) -> tuple[str, ...]:
    """Every form in which a server could echo a password."""
    if password is None:
        return ()
    raw = password.reveal().encode()
    encoded = (b64encode(raw), b64encode(b"\0" + user.encode() + b"\0" + raw))
    return tuple(sorted((password.reveal(), *(each.decode() for each in encoded)), key=len))


def redacted(text: str, secrets: tuple[str, ...]) -> str:
    """Return what a server said without our secrets, on one line, cut short."""
    for each in reversed(secrets):
        text = text.replace(each, "***")
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return plain[:SHOWN]
