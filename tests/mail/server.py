"""A mail server for tests and for practice: STARTTLS, AUTH, and one fault where it is wanted.

It speaks over raw sockets, because a fault must be exact: a connection reset at the final dot is
another thing than one before it.
"""

import re
import socket
import ssl
import struct
import threading
from base64 import b64decode
from contextlib import suppress
from dataclasses import dataclass, field

import trustme

USER, PASSWORD = "sender", "s3cret-Құпия"

STAGES = (
    *("connect", "ehlo", "starttls", "tls", "ehlo again", "auth"),
    *("mail", "rcpt", "data", "body", "dot", "quit"),
)
HANG = 600
"""Seconds that nothing but a hang takes, however busy the machine is."""
KINDS = ("RST", "FIN", "hang", "421", "451", "550", "garbage", "long line", "slow")


class BrokenError(Exception):
    """The server did what it was told to do wrong."""


@dataclass
class Server:
    """One server on a free port of this machine.

    Parameters
    ----------
    fault
        Stage and kind of its one fault; ``None`` for a good server.
    answers
        Replies to RCPT by local part, instead of 250.
    features
        Lines of its answer to EHLO inside TLS.
    """

    fault: tuple[str, str] | None = None
    answers: dict[str, str] = field(default_factory=dict)
    features: tuple[str, ...] = ("AUTH PLAIN LOGIN", "SIZE 52428800")
    plain_features: tuple[str, ...] = ("STARTTLS",)
    implicit: bool = False
    names: tuple[str, ...] = ("localhost", "127.0.0.1")
    injected: bytes = b""
    pause: float = 0.05
    kept: object = None
    password: str = PASSWORD

    def __post_init__(self):
        self.accepted, self.plain, self.logged_in = [], b"", 0
        self.authority = trustme.CA()
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(*self.names).configure_cert(self._context)
        self._stop = threading.Event()
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.listen(50)
        self.port = self._socket.getsockname()[1]
        self._threads = []

    def __enter__(self):
        self._start(self._accept)
        return self

    def __exit__(self, *_):
        self._stop.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for thread in self._threads:
            thread.join(10)

    def ca_file(self, folder, name=None):
        """Write the certificate authority into a folder."""
        path = folder / (name or f"ca-{self.port}.pem")
        self.authority.cert_pem.write_to_path(str(path))
        return path

    def _start(self, work, *arguments):
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self):
        while not self._stop.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self._start(self._serve, connection)

    def _serve(self, connection):
        connection.settimeout(HANG)
        talk = _Talk(self, connection)
        try:
            talk.run()
        except (OSError, BrokenError, EOFError):
            pass
        finally:
            talk.close()

    def wait(self, seconds):
        """Wait, but not beyond the end of the server: whether it has come."""
        return self._stop.wait(seconds)

    def keep(self, recipient, letter):
        """Take a letter."""
        self.accepted.append((recipient, letter))
        if self.kept is not None:
            self.kept(recipient, letter)

    def encrypt(self, connection):
        """Begin TLS as a server."""
        return self._context.wrap_socket(connection, server_side=True)


class _Talk:
    """One connection."""

    def __init__(self, server, connection):
        self.server, self.connection = server, connection
        self.buffer, self.secure, self.recipient = b"", False, ""

    def close(self):
        """Hang up."""
        with suppress(OSError):
            self.connection.close()

    def run(self):
        """Speak from the banner to QUIT."""
        if self.server.implicit:
            self._tls()
        self.say("connect", "220 practice")
        verbs = {
            "EHLO": self._ehlo,
            "STARTTLS": self._start_tls,
            "AUTH": self._auth,
            "MAIL": lambda _: self.say("mail", "250 ok"),
            "RCPT": self._rcpt,
            "DATA": self._letter,
        }
        while True:
            line = self.line().decode("ascii", "replace").rstrip("\r\n")
            verb = line.split(" ")[0].upper()
            if verb == "QUIT":
                self.say("quit", "221 bye")
                return
            verbs.get(verb, lambda _: self.say("", "500 what"))(line)

    def _start_tls(self, _):
        self.say("starttls", "220 go ahead", self.server.injected)
        if (self.server.fault or ("",))[0] != "starttls":
            self._tls()

    def _rcpt(self, line):
        self.recipient = re.search("<(.*)>", line).group(1)
        said = self.server.answers.get(self.recipient.partition("@")[0], "250 ok")
        self.say("rcpt", said)

    def _ehlo(self, _):
        features = self.server.features if self.secure else self.server.plain_features
        lines = ["practice", *features]
        dashes = ["-"] * (len(lines) - 1) + [" "]
        stage = "ehlo again" if self.secure else "ehlo"
        answer = "\r\n".join(f"250{dash}{line}" for dash, line in zip(dashes, lines, strict=True))
        self.say(stage, answer)

    def _tls(self):
        if self.server.fault and self.server.fault[0] == "tls":
            self._break()
        self.connection = self.server.encrypt(self.connection)
        self.secure, self.buffer = True, b""

    def _auth(self, line):
        words = line.split(" ")
        if words[1].upper() == "PLAIN":
            _, user, password = b64decode(words[2]).decode().split("\0")
        else:
            self.say("", "334 VXNlcm5hbWU6")
            user = b64decode(self.line()).decode()
            self.say("", "334 UGFzc3dvcmQ6")
            password = b64decode(self.line()).decode()
        good = (user, password) == (USER, self.server.password)
        self.server.logged_in += good
        echo = words[2] if len(words) > 2 else password
        self.say("auth", "235 ok" if good else f"535 5.7.8 no: {echo}")

    def _letter(self, _):
        self.say("data", "354 go ahead")
        if (self.server.fault or ("",))[0] == "data":
            return  # it was declined: what comes next is a command
        if self.server.fault and self.server.fault[0] == "body":
            self.connection.recv(1)
            self._break()
        content = b""
        while not content.endswith(b"\r\n.\r\n"):
            content += self.more()
        letter = content[:-3].replace(b"\r\n..", b"\r\n.")
        refused = self.server.fault and self.server.fault[0] == "dot"
        if not (refused and self.server.fault[1].isdigit()):
            self.server.keep(self.recipient, letter)
        self.say("dot", "250 taken")

    def say(self, stage, line, more=b""):
        """Answer, or do what this stage's fault asks for."""
        if self.server.fault and self.server.fault[0] == stage:
            self._break()
            return
        self.connection.sendall(line.encode() + b"\r\n" + more)

    def line(self):
        """One line of the client."""
        while b"\n" not in self.buffer:
            self.buffer += self.more()
        line, _, self.buffer = self.buffer.partition(b"\n")
        return line + b"\n"

    def more(self):
        """Some bytes of the client; what comes in the clear is kept for inspection."""
        content = self.connection.recv(65536)
        if not content:
            raise EOFError
        if not self.secure:
            self.server.plain += content
        return content

    def _break(self):
        stage, kind = self.server.fault
        ways = {"RST": self._reset, "FIN": self._hang_up, "hang": self._hang, "slow": self._drip}
        ways.get(kind, lambda: self._misspeak(stage, kind))()

    def _reset(self):
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        raise BrokenError

    def _hang_up(self):
        socket.socket.shutdown(self.connection, socket.SHUT_WR)
        raise BrokenError

    def _hang(self):
        self.server.wait(HANG)
        raise BrokenError

    def _drip(self):
        """Speak a line that never ends, byte by byte, until the client has had enough."""
        self.connection.sendall(b"250 and so on")
        while not self.server.wait(self.server.pause):
            self.connection.sendall(b".")
        raise BrokenError

    def _misspeak(self, stage, kind):
        said = {
            "garbage": b"\x00\xff\xfe what?\r\n",
            "long line": b"250 " + b"x" * 20000 + b"\r\n",
        }
        self.connection.sendall(said.get(kind, f"{kind} 4.0.0 fault\r\n".encode()))
        if kind == "421":
            raise BrokenError
        if stage == "body":  # what follows is the rest of a letter that was complained about
            with suppress(OSError):
                while self.connection.recv(65536):
                    pass
            raise BrokenError
