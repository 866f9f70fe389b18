"""Hand one letter to a mail server over SMTP. The only module that imports smtplib.

The type of an error cannot tell whether the server has taken the letter: a broken connection
looks the same before and after the final dot. So every step records its own stage, and the stage
decides what became of the letter. The table in ``docs/sending.md`` lists every case.
"""

import re
import smtplib
import socket
import ssl
import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass

from generator.sending.letter_register import State
from generator.sending.sender_settings import Secret, Server, trusted
from generator.sending.smtp_outcomes import (
    CHUNK,
    LONGEST_REPLY,
    AnsweredError,
    BrokenError,
    Lines,
    SmtpOutcome,
    UnsafeError,
    forms,
    judged,
    kind,
    redacted,
)

CLOSING = 221
"""A server's goodbye: it takes nothing any more, although the number begins like a yes."""
_LIMIT = re.compile(r"[0-9]{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the server needs: sender, exactly one recipient, and the letter in 7-bit lines."""

    sender: str
    recipient: str
    content: bytes


def hand_over(
    server: Server, password: Secret | None, envelope: Envelope, committing: Callable[[], None]
) -> SmtpOutcome:
    """Hand one letter over to the server.

    Parameters
    ----------
    server, password
        Where to, and how to log in; ``None`` where the server asks no password.
    envelope
        Sender, recipient and letter.
    committing
        Called just before the final dot; what it writes must be on the disk when it returns. If
        it raises, the dot is not sent.

    Returns
    -------
    SmtpOutcome
        One of sent, refused, deferred, unknown.
    """
    talk = _Conversation(server, password)
    try:
        talk.open()
        talk.submit(envelope, committing)
    except (BrokenError, UnsafeError, AnsweredError) as fault:
        said = talk.reply if isinstance(fault, AnsweredError) else str(fault)
        reply = redacted(said, talk.secrets)
        return judged(talk.stage, fault, reply, known=password is not None)
    else:
        return SmtpOutcome(State.SENT, "dot", talk.code, talk.reply)
    finally:
        talk.leave()


class _Conversation(smtplib.SMTP):
    """One connection for one letter; knows its stage and how much time is left for it."""

    file: Lines | None

    def __init__(self, server: Server, password: Secret | None) -> None:
        super().__init__(local_hostname="localhost")
        self.server, self._password = server, password
        self.stage, self.code, self.reply = "connect", 0, ""
        self.secrets = forms(server.user, password)
        self.context = trusted(server.ca_file)
        self._until, self._heard = 0.0, 0

    def open(self) -> None:
        """Connect, encrypt, and log in: no name and no password before encryption."""
        self._enter("connect")
        sock = self._reach()
        if self.server.security == "tls":
            sock = self._encrypt(sock)
        self._listen(sock)
        self._expect(2, self._heard_reply())
        self._greet()
        if self.server.security == "starttls":
            self._start_tls()
            self._greet()
        if self._password is not None:
            self._log_in(self._password)

    def submit(self, envelope: Envelope, committing: Callable[[], None]) -> None:
        """Hand over one letter; the server has it when this returns."""
        self._enter("mail")
        options = self._size(len(envelope.content))
        self._expect(2, self._ask("MAIL", f"FROM:<{envelope.sender}>{options}"))
        self._enter("rcpt")
        self._expect(2, self._ask("RCPT", f"TO:<{envelope.recipient}>"))
        self._enter("data")
        self._expect(3, self._ask("DATA"))
        self._enter("body")
        lines = envelope.content.replace(b"\r\n.", b"\r\n..")
        lines = b"." + lines if lines.startswith(b".") else lines
        self._push(lines if lines.endswith(b"\r\n") else lines + b"\r\n")
        self._nothing_unasked()
        committing()
        self._enter("dot")
        self._push(b".\r\n")
        self._expect(2, self._heard_reply())

    def leave(self) -> None:
        """Say goodbye, if there is still someone to say it to; nothing depends on the answer."""
        try:
            if self.code and self.sock is not None:
                self._enter("quit")
                self.docmd("QUIT")
        except (OSError, smtplib.SMTPException):
            pass
        finally:
            self.close()

    def left(self) -> float:
        """Return the seconds left for this stage; TimeoutError if there are none."""
        remaining = self._until - time.monotonic()
        if remaining <= 0:
            raise TimeoutError
        return remaining

    def heard(self, count: int) -> None:
        """Count what the server says in one reply; OSError if it does not end."""
        self._heard += count
        if self._heard > LONGEST_REPLY:
            raise OSError(LONGEST_REPLY)

    def send(self, s: bytes | str) -> None:  # type: ignore[override]  # stub admits any buffer
        """Send a command within the stage's time."""
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected
        self.sock.settimeout(self.left())
        self.sock.sendall(s.encode("ascii") if isinstance(s, str) else s)

    def _enter(self, stage: str) -> None:
        self.stage, self.code, self.reply = stage, 0, ""
        self._until = time.monotonic() + self.server.seconds[stage]

    def _reach(self) -> socket.socket:
        try:
            return socket.create_connection((self.server.host, self.server.port), self.left())
        except OSError as error:
            raise BrokenError(kind(error)) from error

    def _listen(self, sock: socket.socket) -> None:
        self.sock = sock
        self.file = Lines(self, sock)

    def _encrypt(self, sock: socket.socket) -> ssl.SSLSocket:
        self._enter("tls")
        try:
            sock.settimeout(self.left())
            return self.context.wrap_socket(sock, server_hostname=self.server.host)
        except ssl.SSLCertVerificationError as error:
            sock.close()
            raise UnsafeError(error.verify_message) from error
        except OSError as error:
            sock.close()
            raise BrokenError(kind(error)) from error

    def _start_tls(self) -> None:
        self._enter("starttls")
        if not self.has_extn("starttls"):
            raise UnsafeError(self.stage)
        self._expect(2, self._ask("STARTTLS"))
        self._nothing_unasked()
        if self.sock is None:
            raise BrokenError
        self._listen(self._encrypt(self.sock))
        self.esmtp_features = {}  # what was said in the clear is forgotten
        self.ehlo_resp = None

    def _greet(self) -> None:
        self._enter("ehlo")
        self._nothing_unasked()
        self.esmtp_features = {}
        own = self.sock.getsockname()[0] if self.sock else ""
        literal = f"[IPv6:{own}]" if ":" in own else f"[{own}]"
        self._expect(2, self._tried(lambda: self.ehlo(literal)))

    def _log_in(self, password: Secret) -> None:
        self._enter("auth")
        if not isinstance(self.sock, ssl.SSLSocket):
            raise UnsafeError(self.stage)
        offered = self.esmtp_features.get("auth", "").upper().split()
        user = self.server.user.encode()
        if "PLAIN" in offered:
            word = b64encode(b"\0" + user + b"\0" + password.reveal().encode())
            self._expect(2, self._ask("AUTH", "PLAIN " + word.decode("ascii")))
        elif "LOGIN" in offered:
            self._expect(3, self._ask("AUTH", "LOGIN"))
            self._expect(3, self._ask(b64encode(user).decode("ascii")))
            self._expect(2, self._ask(b64encode(password.reveal().encode()).decode("ascii")))
        else:
            raise BrokenError(self.stage)

    def _size(self, size: int) -> str:
        """Announce the size where the server wants it; too large is refused here."""
        limit = self.esmtp_features.get("size")
        if limit is None:
            return ""
        if _LIMIT.fullmatch(limit) and 0 < int(limit) < size:
            self.code, self.reply = 552, f"SIZE {limit} < {size}"
            raise AnsweredError(552)
        return f" SIZE={size}"

    def _push(self, content: bytes) -> None:
        try:
            for start in range(0, len(content), CHUNK):
                self.send(content[start : start + CHUNK])
        except (OSError, smtplib.SMTPException) as error:
            raise BrokenError(kind(error)) from error

    def _nothing_unasked(self) -> None:
        """Stop where a server speaks out of turn: its words could be taken for an answer."""
        if self.file is None or self.file.unasked():
            raise BrokenError(self.stage)

    def _ask(self, command: str, words: str = "") -> tuple[int, bytes]:
        self._nothing_unasked()
        return self._tried(lambda: self.docmd(command, words))

    def _heard_reply(self) -> tuple[int, bytes]:
        return self._tried(self.getreply)

    def _tried(self, step: Callable[[], tuple[int, bytes]]) -> tuple[int, bytes]:
        self._heard = 0
        try:
            return step()
        except (OSError, smtplib.SMTPException) as error:
            raise BrokenError(kind(error)) from error

    def _expect(self, first_digit: int, answer: tuple[int, bytes]) -> None:
        code, text = answer
        if code // 100 == first_digit and code != CLOSING:
            self.code, self.reply = code, self._kept(text)
        elif 400 <= code <= 599:
            self.code, self.reply = code, self._kept(text)
            raise AnsweredError(code)
        else:
            raise BrokenError(str(code))

    def _kept(self, text: bytes) -> str:
        """Return what the ledger keeps of a reply: of one to a log-in, only its status code."""
        said = text.decode("utf-8", "replace")
        if self.stage == "auth":
            status = re.match(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}(?= )", said)
            return status.group() if status else ""
        return redacted(said, self.secrets)
