"""Write letters as MIME: one message, one recipient, 7-bit lines. Imports email.

The same letter has the same bytes at every attempt: Message-ID and the marks between its parts are
made from the edition and the office, its Date is kept in the ledger. Whoever receives a letter
twice can therefore tell.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from generator.dataset.acceptance.release_days import KAZAKHSTAN
from generator.project import LANGUAGES
from generator.publication.editions import Edition, IssuedFile
from generator.sending.address_book import Recipient
from generator.sending.sender_settings import Sender

WIRE = SMTP.clone(cte_type="7bit")
"""Lines of ASCII that end in CRLF: what every mail server passes on unchanged."""


@dataclass(frozen=True, slots=True)
class LetterBody:
    """Subject line and body of a letter."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A letter's own Message-ID and those of the letters before it, the first one first."""

    message_id: str
    earlier: tuple[str, ...] = ()


def attachment_name(edition: Edition, file: IssuedFile) -> str:
    """Return the ASCII name of an attached brief: ``2025_KZ-23_kk_ed1.pdf``."""
    return f"{edition.year}_{file.subject}_{file.language}_ed{file.edition}.pdf"


def message_id(
    edition: Edition, addressed: tuple[Recipient, int], diverted: str, sender: Sender
) -> str:
    """Return the Message-ID that belongs to an edition and an office, for ever.

    ``addressed`` is the office, and which of the edition's letters to it this is.
    """
    recipient, part = addressed
    identity = [edition.year, edition.number, *recipient.office, str(part)]
    mark = hashlib.sha256(json.dumps([*identity, diverted.lower()]).encode()).hexdigest()[:24]
    domain = sender.address.rpartition("@")[2]
    return f"<oblys.{edition.year}.{edition.number}.{recipient.region}.{mark}@{domain}>"


def write_letter(
    addressed: tuple[Sender, Recipient, str],
    text: LetterBody,
    thread: Thread,
    moment: datetime,
    enclosures: Sequence[tuple[str, bytes]],
) -> bytes:
    """Write a letter as bytes for the wire.

    Parameters
    ----------
    addressed
        Sender, recipient, and the address that a trial letter goes to instead (empty otherwise).
    text, thread
        Words, and place in the thread.
    moment
        That of the first attempt to send it, which is the letter's date: servers refuse old ones.
    enclosures
        Name and content of each attached PDF.

    Returns
    -------
    bytes
        Only ASCII, lines at most 998 bytes long and ended by CRLF.
    """
    sender, recipient, diverted = addressed
    message = EmailMessage(policy=WIRE)
    message["From"] = _address(sender.names[LANGUAGES[0]], sender.address)
    message["To"] = _address(recipient.names[LANGUAGES[0]], diverted or recipient.address)
    if sender.reply_to:
        message["Reply-To"] = Address(addr_spec=sender.reply_to)
    message["Subject"] = text.subject
    message["Date"] = format_datetime(moment.astimezone(KAZAKHSTAN))
    message["Message-ID"] = thread.message_id
    if thread.earlier:
        message["In-Reply-To"] = thread.earlier[0]
        message["References"] = " ".join(thread.earlier)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    if diverted:
        message["X-Oblys-Trial"] = recipient.region
    message.set_content(text.body, cte="base64")
    for name, content in enclosures:
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    mark = hashlib.sha256(thread.message_id.encode()).hexdigest()[:32]
    message.set_boundary(f"=_oblys_{mark}")
    return message.as_bytes(policy=WIRE)


def draft(letter: bytes) -> bytes:
    """Mark a letter as not yet sent, so that a mail program opens it for sending."""
    return b"X-Unsent: 1\r\n" + letter


@dataclass(frozen=True, slots=True)
class Read:
    """What a finished letter says when it is read again: addressees, Message-ID, enclosures."""

    addressees: tuple[str, ...]
    message_id: str
    enclosures: Mapping[str, bytes]


def read_letter(content: bytes) -> Read:
    """Read a finished letter as its receiver will."""
    message = message_from_bytes(content, policy=WIRE)
    if not isinstance(message, EmailMessage):
        raise TypeError(type(message))
    addressees = [
        address.addr_spec
        for name in ("To", "Cc", "Bcc")
        for header in message.get_all(name, [])
        for address in header.addresses
    ]
    enclosures = {
        str(part.get_filename()): bytes(part.get_content()) for part in message.iter_attachments()
    }
    return Read(tuple(addressees), str(message["Message-ID"]), enclosures)


def _address(name: str, address: str) -> Address:
    return Address(display_name=name, addr_spec=address)
