"""Reports of mail systems: what is believed, about which letter, and from where."""

import socket
import ssl
import threading
from base64 import b64encode
from email.message import EmailMessage
from email.policy import SMTP

import pytest
import trustme

from generator.errors import DataProblems, MachineLacks
from generator.sending.bounces import gather, messages_in, read_reports
from generator.sending.imap import messages_of
from generator.sending.letter_register import register
from generator.sending.mailing_plan import Wish
from generator.sending.send_loop import post
from generator.sending.sender_settings import Mailbox, Secret
from tests.mail import editions
from tests.mail.mailings import mailing
from tests.mail.server import Server

REPORT = """\
From: Mail Delivery System <mailer-daemon@mx.test>
To: briefs@economy.test
Subject: Undelivered
Date: Wed, 25 Nov 2026 10:00:00 +0500
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not work.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.test

Final-Recipient: rfc822; {address}
Action: {action}
Status: 5.2.2
Diagnostic-Code: smtp; 552 5.2.2 mailbox full

--b
Content-Type: {returned}

From: briefs@economy.test
To: {address}
Message-ID: {message_id}
Subject: x

--b--
"""


@pytest.fixture
def out(tmp_path):
    """A folder of results from which two letters were sent."""
    editions.issue(tmp_path)
    with Server() as server:
        wish = Wish(regions=("KZ-23", "KZ-47"))
        post(mailing(tmp_path, server, wish=wish), lambda told: None)
    return tmp_path


def report(message_id, address="kz-23@akimat.test", action="failed", returned="message/rfc822"):
    """A delivery report as a mail system writes it."""
    text = REPORT.format(message_id=message_id, address=address, action=action, returned=returned)
    return text.replace("\n", "\r\n").encode()


def letter(opened, region):
    """The registered letter of a region."""
    return next(each for each in opened.entries() if each.region == region)


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_a_report_finds_its_letter_by_the_message_id(out, returned):
    """Whether the whole letter comes back or only its headers."""
    with register(out) as opened:
        entry = letter(opened, "KZ-23")
        gathered = gather(
            opened, [report(entry.message_id, "x@elsewhere.test", returned=returned)]
        )
        assert (gathered.messages, gathered.entered, gathered.strange) == (1, 1, 0)
        (bounce,) = opened.bounces(entry)
    assert (bounce.action, bounce.status) == ("failed", "5.2.2")
    assert bounce.reason == "smtp; 552 5.2.2 mailbox full"
    assert bounce.arrived == "2026-11-25T10:00:00+05:00"


def test_a_report_is_entered_once(out):
    """However often the folder is read."""
    with register(out) as opened:
        content = report(letter(opened, "KZ-23").message_id)
        assert gather(opened, [content, content]).entered == 1
        assert gather(opened, [content]).entered == 0


def test_a_report_about_another_letter_is_not_believed(out):
    """A Message-ID that is not ours is about nobody, even if the address is known."""
    with register(out) as opened:
        gathered = gather(opened, [report("<other@elsewhere.test>")])
        assert (gathered.entered, gathered.strange) == (0, 1)
        assert opened.bounces(letter(opened, "KZ-23")) == ()


def test_what_is_no_report_reports_nothing():
    """Answers, spam and rubbish."""
    answer = EmailMessage(policy=SMTP)
    answer["Subject"] = "Thank you"
    answer.set_content("received")
    rubbish = [b"", b"\0\xff" * 100, b"Content-Type: multipart/report\r\n\r\n", bytes(answer)]
    broken = report("<x@y.test>").replace(b"Final-Recipient", b"\xff\xfe")[:-200]
    assert [read_reports(each) for each in rubbish] == [()] * 4
    assert len(read_reports(broken)) <= 1


def test_a_hostile_report_cannot_write_control_characters(out):
    """What others write is kept as one short line of visible characters."""
    with register(out) as opened:
        entry = letter(opened, "KZ-23")
        hostile = report(entry.message_id).replace(b"mailbox full", b"\x1b[31m" + b"x" * 5000)
        gather(opened, [hostile])
        (bounce,) = opened.bounces(entry)
    assert bounce.reason.isprintable()
    assert len(bounce.reason) <= 300


def test_reports_are_read_from_a_folder_or_a_maildir(tmp_path):
    """Files that a mail program saved, or the mailbox of a server."""
    folder, maildir = tmp_path / "saved", tmp_path / "maildir"
    folder.mkdir()
    (folder / "one.eml").write_bytes(b"one")
    (folder / "notes.txt").write_bytes(b"not a message")
    for part in ("new", "cur", "tmp"):
        (maildir / part).mkdir(parents=True)
        (maildir / part / "1.host").write_bytes(part.encode())
    assert list(messages_in(folder)) == [b"one"]
    assert sorted(messages_in(maildir)) == [b"cur", b"new"]
    with pytest.raises(DataProblems):
        list(messages_in(tmp_path / "nowhere"))


class Box:
    """An IMAP server with one message, over TLS."""

    def __init__(self, message, folder):
        self.message, self.lines = message, []
        authority = trustme.CA()
        self.ca_file = folder / "imap-ca.pem"
        authority.cert_pem.write_to_path(str(self.ca_file))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost").configure_cert(context)
        plain = socket.create_server(("127.0.0.1", 0))
        self.port = plain.getsockname()[1]
        self.socket = context.wrap_socket(plain, server_side=True)
        self.thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.socket.close()
        self.thread.join(5)

    def _serve(self):
        try:
            connection, _ = self.socket.accept()
        except OSError:
            return  # a client that does not trust us
        with connection, connection.makefile("rwb") as stream:
            self._answer(stream)

    def _answer(self, stream):
        stream.write(b"* OK ready\r\n")
        stream.flush()
        for line in stream:
            self.lines.append(line)
            tag, verb, *_ = line.split()
            said = {
                b"CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n",
                b"EXAMINE": b"* 1 EXISTS\r\n",
                b"SEARCH": b"* SEARCH 1\r\n",
                b"FETCH": b"* 1 FETCH (BODY[] {%d}\r\n%s)\r\n" % (len(self.message), self.message),
                b"AUTHENTICATE": b"+ \r\n",
                b"LOGOUT": b"* BYE\r\n",
            }.get(verb, b"")
            stream.write(said)
            if verb == b"AUTHENTICATE":
                stream.flush()
                self.lines.append(b"x " + stream.readline())
            stream.write(tag + b" OK done\r\n")
            stream.flush()
            if verb == b"LOGOUT":
                return


def test_reports_are_fetched_from_a_mailbox_without_changing_it(tmp_path):
    """Opened for reading only; nothing is marked as read."""
    content = report("<x@y.test>")
    with Box(content, tmp_path) as box:
        mailbox = Mailbox("localhost", box.port, "briefs", "INBOX", str(box.ca_file))
        assert list(messages_of(mailbox, Secret("word"))) == [content]
    verbs = [line.split()[1] for line in box.lines]
    assert b"EXAMINE" in verbs
    assert b"SELECT" not in verbs
    assert b"STORE" not in verbs
    assert any(b"BODY.PEEK" in line for line in box.lines)


def test_letters_of_a_password_may_be_kazakh(tmp_path):
    """The older log-in knows only ASCII; then the newer one is used."""
    with Box(b"", tmp_path) as box:
        mailbox = Mailbox("localhost", box.port, "briefs", "INBOX", str(box.ca_file))
        list(messages_of(mailbox, Secret("Құпия")))
    assert b"LOGIN" not in [line.split()[1] for line in box.lines]
    assert b"x " + b64encode("\0briefs\0Құпия".encode()) in [line.strip() for line in box.lines]


def test_a_mailbox_that_cannot_be_trusted_gets_no_password(tmp_path):
    """Another authority's certificate: the log-in is never sent."""
    with Box(b"", tmp_path) as box:
        mailbox = Mailbox("localhost", box.port, "briefs", "INBOX")
        with pytest.raises(MachineLacks) as error:
            list(messages_of(mailbox, Secret("word")))
    assert box.lines == []
    assert error.value.problems[0].key == "problem.imap"
