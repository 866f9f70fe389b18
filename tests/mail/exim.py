"""The real mail server that tests/mail/exim.sh starts, as the tests see it."""

import os
import socket
import time
import uuid
from contextlib import closing
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from tests.mail import editions

FOLDER = Path(os.environ.get("OBLYS_EXIM", "/srv/oblys-exim"))
PORT = 2527
LONGEST_DELIVERY = 600
"""Seconds that only a hang takes."""
"""Seconds that the server may take from accepting a letter to its mailbox."""


def missing():
    """Why there is no such server here; empty if there is one."""
    if not os.access(FOLDER / "ca.pem", os.R_OK):
        return "Exim is not set up: run tests/mail/exim.sh as root first"
    with closing(socket.socket()) as probe:
        if probe.connect_ex(("127.0.0.1", PORT)):
            return f"Exim does not listen on port {PORT}: run tests/mail/exim.sh as root first"
    return ""


@dataclass
class Exim:
    """The server, with addresses that only this run uses: ``kz-23+<mark>@akimat.test``."""

    password: str = "s3cret"
    mark: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    port: int = PORT

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def ca_file(self, _):
        """The certificate authority of the server."""
        return FOLDER / "ca.pem"

    def addresses(self, **others):
        """Addresses of all regions by code, with this run's mark."""
        usual = {code: f"{code.lower()}+{self.mark}@akimat.test" for code in editions.REGIONS}
        return {code.replace("-", "_"): address for code, address in {**usual, **others}.items()}

    def messages(self, folder):
        """Messages in one mailbox that are for this run."""
        for file in (FOLDER / "mail" / folder / "new").glob("*"):
            content = file.read_bytes()
            if self.mark.encode() in content:
                yield content

    @property
    def accepted(self):
        """Recipient and letter of everything in this run's mailboxes, once it is quiet there."""
        begun, found = time.monotonic(), None
        while time.monotonic() - begun < LONGEST_DELIVERY and (found is None or self.busy()):
            time.sleep(0.2)
            found = True
        return [
            (str(message_from_bytes(content, policy=default)["Envelope-To"]), content)
            for code in editions.REGIONS
            for content in self.messages(code.lower())
        ]

    def busy(self):
        """Whether letters wait in the server's queue."""
        spool = FOLDER / "spool" / "input"
        return spool.exists() and any(each.name.endswith("-D") for each in spool.rglob("*"))

    def wait_for(self, folder, count, seconds=LONGEST_DELIVERY):
        """Messages of this run in one mailbox, as soon as there are so many."""
        until = time.monotonic() + seconds
        while len(found := list(self.messages(folder))) < count and time.monotonic() < until:
            time.sleep(0.2)
        return found
