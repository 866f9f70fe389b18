"""`oblys send` and `oblys ledger` as users meet them."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from base64 import b64encode
from contextlib import suppress
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from generator.cli import main
from generator.sending import letter_register, send_loop
from generator.sending.letter_register import entries_in
from generator.sending.sender_settings import SMTP_PASSWORD
from tests.mail import editions
from tests.mail.mailings import taken
from tests.mail.server import PASSWORD, Server


class Office:
    """A folder with an issued edition, an address book and settings."""

    def __init__(self, folder, server, capsys):
        self.folder, self.capsys = folder, capsys
        editions.issue(folder / "out")
        editions.write_book(folder / "recipients.csv", editions.rows())
        authority = server.ca_file(folder)
        editions.write_settings(folder / "sender.toml", "localhost", server.port, authority)

    def run(self, command, *words, ui="en"):
        """Run a command; its exit code, answer and complaints."""
        own = ["--out", str(self.folder / "out"), "--settings", str(self.folder / "sender.toml")]
        if command == "send":
            own += ["--recipients", str(self.folder / "recipients.csv")]
        code = main([command, *map(str, words), *own, "--ui", ui])
        shown = self.capsys.readouterr()
        assert "Traceback" not in shown.err
        return code, shown.out, shown.err

    def hash_of(self, *words):
        """Hash of the plan that is shown."""
        _, shown, _ = self.run("send", *words)
        return re.search(r"Plan: ([0-9a-f]{8})", shown).group(1)


@pytest.fixture
def server():
    """A good mail server."""
    with Server() as opened:
        yield opened


@pytest.fixture
def office(tmp_path, server, capsys, monkeypatch):
    """An office with a password in the environment."""
    monkeypatch.setenv(SMTP_PASSWORD, PASSWORD)
    return Office(tmp_path, server, capsys)


@pytest.mark.parametrize("ui", ["kk", "ru", "en"])
def test_without_really_nothing_is_sent(office, server, ui):
    """A table of all 21, a preview of the first letter, and a hash; no letter is registered."""
    code, shown, _ = office.run("send", ui=ui)
    assert code == 0
    assert all(f"{code.lower()}@akimat.test" in shown for code in editions.REGIONS)
    assert "Абай облысының әкімдігіне" in shown
    assert "Акимату области Абай" in shown
    assert "--to-me" in shown
    assert server.accepted == []
    assert server.plain == b""
    assert entries_in(office.folder / "out") == ()


def test_before_any_edition_the_next_step_is_named(tmp_path, capsys):
    """Nothing issued yet is said so; an edition asked for by number is named."""
    assert main(["send", "--out", str(tmp_path), "--ui", "en"]) == 1
    assert "No edition was issued yet" in capsys.readouterr().err
    assert main(["send", "--out", str(tmp_path), "--edition", "7", "--ui", "en"]) == 1
    assert "issued: 7." in capsys.readouterr().err


def test_a_reader_who_goes_away_stops_nothing(office, server):
    """`oblys send … | head -1`: every letter leaves, and no traceback is shown."""
    words = ["--really", "--plan", office.hash_of()]
    folder = office.folder
    own = ["--out", folder / "out", "--settings", folder / "sender.toml"]
    own += ["--recipients", folder / "recipients.csv"]
    command = [sys.executable, "-m", "generator", "send", *words, *map(str, own)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        running.stdout.readline()
        running.stdout.close()
        complaints = running.stderr.read()
    assert (running.returncode, complaints) == (0, "")
    assert len(server.accepted) == len(editions.REGIONS)


def test_really_asks_for_the_hash(office, server, monkeypatch):
    """Another word, or nobody to ask: refused, and nothing is sent."""
    for words in (("--plan", "00000000"), ()):
        code, _, complaint = office.run("send", "--really", *words)
        assert code == 4
        assert "hash" in complaint
    terminal = type("Terminal", (), {"isatty": lambda _: True, "readline": lambda _: "yes\n"})()
    monkeypatch.setattr(sys, "stdin", terminal)
    assert office.run("send", "--really")[0] == 4
    assert server.accepted == []


def test_with_its_hash_the_plan_is_sent_once(office, server):
    """21 letters, each reported; the same hash is worth nothing afterwards."""
    plan = office.hash_of()
    code, shown, complaint = office.run("send", "--really", "--plan", plan)
    assert (code, complaint) == (0, "")
    assert "Letters sent: 21; not sent: 0" in shown
    assert len(taken(server)) == 21
    code, shown, _ = office.run("send", "--really", "--plan", plan)
    assert code == 0
    assert "nothing to send" in shown
    assert len(taken(server)) == 21


def test_the_hash_may_be_typed(office, server, monkeypatch):
    """On a terminal the command asks."""
    plan = office.hash_of("--region", "KZ-23")
    terminal = type("Terminal", (), {"isatty": lambda _: True, "readline": lambda _: plan + "\n"})
    monkeypatch.setattr(sys, "stdin", terminal())
    code, shown, _ = office.run("send", "--region", "KZ-23", "--really")
    assert code == 0
    assert "enter the plan’s hash" in shown
    assert taken(server) == ["kz-23@akimat.test"]


def test_to_me_redirects_everything(office, server):
    """A trial: marked, to one address, and every region still waits for its letter."""
    words = ("--to-me", "me@example.kz")
    plan = office.hash_of(*words)
    assert office.run("send", *words, "--really", "--plan", plan)[0] == 0
    assert taken(server) == ["me@example.kz"] * 21
    _, shown, _ = office.run("send")
    assert "Letters to send: 21 of 21" in shown
    _, shown, _ = office.run("ledger")
    assert shown.count("me@example.kz (trial)") == 21


def test_a_plan_for_me_is_not_a_plan_for_them(office, server):
    """The hash of a trial does not open the real mailing."""
    plan = office.hash_of("--to-me", "me@example.kz")
    assert office.run("send", "--really", "--plan", plan)[0] == 4
    assert server.accepted == []


def test_an_outbox_takes_drafts_instead(office, server, tmp_path):
    """Files that a mail program opens for sending; the ledger does not count them."""
    outbox = tmp_path / "outbox"
    code, shown, _ = office.run("send", "--outbox", outbox)
    assert code == 0
    drafts = sorted(outbox.glob("*.eml"))
    assert len(drafts) == 21
    message = message_from_bytes(drafts[4].read_bytes(), policy=default)
    assert (message["X-Unsent"], drafts[4].name) == ("1", "05_KZ-23_ed1.eml")
    assert len(list(message.iter_attachments())) == 2
    assert server.accepted == []
    assert "Letters to send: 21 of 21" in office.run("send")[1]
    assert "not" in shown


def test_partly_failed_is_exit_code_five(office, server):
    """One refused, one deferred, nineteen sent; the others are named on the error stream."""
    server.answers |= {"kz-23": "550 5.1.1 unknown", "kz-47": "451 4.7.1 later"}
    code, shown, complaint = office.run("send", "--really", "--plan", office.hash_of())
    assert code == 5
    assert "Letters sent: 19; not sent: 2" in shown
    assert "KZ-23" in complaint
    assert "5.1.1 unknown" in complaint
    assert "KZ-47" in complaint
    code, shown, _ = office.run("ledger", "--region", "KZ-23", "KZ-47", "--json")
    found = {each["region"]: each for each in json.loads(shown)}
    assert {code: each["state"] for code, each in found.items()} == {
        "KZ-23": "refused",
        "KZ-47": "deferred",
    }
    assert [each["state"] for each in found["KZ-23"]["events"]] == [
        "planned",
        "sending",
        "refused",
    ]


def test_a_server_that_cannot_be_trusted_is_exit_code_four(office, server):
    """The settings name another authority: no password, no letter."""
    with Server() as other:
        path = office.folder / "sender.toml"
        text = path.read_text()
        own, others = server.ca_file(office.folder), other.ca_file(office.folder)
        path.write_text(text.replace(str(own), str(others)))
    code, _, complaint = office.run("send", "--really", "--plan", office.hash_of())
    assert code == 4
    assert "could not prove who it is" in complaint
    assert server.logged_in == 0


def test_without_a_password_the_command_says_where_it_belongs(office, monkeypatch):
    """Exit code 3: the machine lacks it."""
    monkeypatch.delenv(SMTP_PASSWORD)
    monkeypatch.setitem(sys.modules, "keyring", None)
    code, _, complaint = office.run("send", "--really", "--plan", office.hash_of())
    assert code == 3
    assert SMTP_PASSWORD in complaint


def test_a_swapped_brief_is_seen_before_anything_is_shown(office, server):
    """Exit code 4, both files named, even without --really."""
    briefs = office.folder / "out" / "2025" / "editions" / "1" / "briefs"
    (briefs / "KZ-23.kk.pdf").write_bytes((briefs / "KZ-47.kk.pdf").read_bytes())
    code, shown, complaint = office.run("send")
    assert (code, shown) == (4, "")
    assert "KZ-23.kk.pdf" in complaint
    assert "KZ-47.kk.pdf" in complaint
    assert server.accepted == []


MISTAKES = [
    (("--to-me", "me@x.kz, you@x.kz"), 2, "more than one address"),
    (("--region", "KZ-99"), 1, "KZ-99"),
    (("--year", "2019"), 1, "2019"),
    (("--edition", "7"), 1, "7"),
    (("--really", "--outbox", "x"), 2, "--outbox"),
    (("--wait", "0"), 2, "0"),
]


@pytest.mark.parametrize(("words", "code", "said"), MISTAKES)
def test_mistakes_are_named(office, words, code, said):
    """One line on each, and the agreed exit code."""
    found, _, complaint = office.run("send", *words)
    assert found == code
    assert said in complaint


def test_a_new_office_is_told_what_to_copy(office):
    """Neither address book nor settings: both are asked for at once."""
    for name in ("recipients.csv", "sender.toml"):
        (office.folder / name).unlink()
    code, _, complaint = office.run("send", "--really")
    assert code == 1
    assert "recipients.example.csv" in complaint
    assert "sender.example.toml" in complaint


def test_the_ledger_of_a_folder_without_letters_is_empty(office):
    """Nothing is registered by looking."""
    assert office.run("ledger")[:2] == (0, "No letters are registered.\n")
    assert office.run("ledger", "--json")[:2] == (0, "[]\n")


def test_letters_are_shown_without_settings_of_a_sender(office):
    """What would go to whom needs no server; what is lacking to send it is said."""
    (office.folder / "sender.toml").unlink()
    code, shown, _ = office.run("send")
    assert code == 0
    assert "Акимату области Абай" in shown
    assert "There are no settings of the sender" in shown
    assert "Plan: …" in shown


def test_what_a_killed_run_left_is_settled_also_when_nothing_is_to_be_sent(office):
    """By a look at the plan, and by a look at the ledger."""
    words = ("--region", "KZ-23")
    office.run("send", *words, "--really", "--plan", office.hash_of(*words))
    for command in (("send", *words), ("ledger",)):
        with sqlite3.connect(office.folder / "out" / "ledger.sqlite") as connection:
            connection.execute("UPDATE letters SET state = 'committing'")
        connection.close()
        office.run(*command)
        assert [each.state for each in entries_in(office.folder / "out")] == ["unknown"]


def test_ledger_and_drafts_are_their_owners_alone(office, tmp_path):
    """They hold addresses; a ledger that others could read is closed to them."""
    words = ("--region", "KZ-23")
    ledger = office.folder / "out" / "ledger.sqlite"
    ledger.chmod(0o644)
    office.run("send", *words, "--outbox", tmp_path / "drafts")
    (draft,) = (tmp_path / "drafts").iterdir()
    assert (ledger.stat().st_mode & 0o777, draft.stat().st_mode & 0o777) == (0o600, 0o600)


def test_a_new_address_is_named_beside_the_old_one(office):
    """The plan says where the office has had its edition."""
    words = ("--region", "KZ-23")
    office.run("send", *words, "--really", "--plan", office.hash_of(*words))
    lines = editions.rows(KZ_23="new@akimat.test")
    editions.write_book(office.folder / "recipients.csv", lines)
    _, shown, _ = office.run("send", *words)
    assert "had edition 1 at kz-23@akimat.test" in shown
    assert "no: already sent" in shown


def test_reports_are_read_from_a_folder(office, tmp_path):
    """`oblys ledger --bounces` shows what came back beside its letter."""
    words = ("--region", "KZ-23")
    office.run("send", *words, "--really", "--plan", office.hash_of(*words))
    (entry,) = json.loads(office.run("ledger", "--json")[1])
    folder = tmp_path / "reports"
    folder.mkdir()
    report = (
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; x@y.kz\r\nAction: failed\r\n"
        "Status: 5.1.1\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: {entry['message_id']}\r\n\r\n--b--\r\n"
    )
    (folder / "one.eml").write_text(report)
    code, shown, _ = office.run("ledger", "--bounces", folder)
    assert code == 0
    assert "new delivery reports: 1" in shown
    assert "failed 5.1.1" in shown
    (entry,) = json.loads(office.run("ledger", "--json")[1])
    assert (entry["state"], entry["bounces"][0]["status"]) == ("bounced", "5.1.1")
    assert "--resend-bounced" in office.run("send", *words)[1]
    again = (*words, "--resend-bounced")
    office.run("send", *again, "--really", "--plan", office.hash_of(*again))
    (entry,) = json.loads(office.run("ledger", "--json")[1])
    assert (entry["state"], entry["attempts"]) == ("sent", 2)


def test_the_ledger_shows_the_time_of_kazakhstan(office, server, monkeypatch):
    """A letter sent at half past seven in the evening by UTC left on the next day."""
    monkeypatch.setattr(letter_register, "now", lambda: "2026-11-30T19:30:00+00:00")
    monkeypatch.setattr(send_loop, "now", lambda: "2026-11-30T19:30:00+00:00")
    words = ("--region", "KZ-23")
    office.run("send", *words, "--really", "--plan", office.hash_of(*words))
    assert taken(server) == ["kz-23@akimat.test"]
    shown = office.run("ledger")[1]
    assert "2026-12-01 00:30:00" in shown
    assert "2026-11-30" not in shown
    (entry,) = json.loads(office.run("ledger", "--json")[1])
    assert entry["changed"] == "2026-11-30T19:30:00+00:00"  # programs get the moment itself


def command_lines():
    """Arguments of every process on this machine."""
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it has ended meanwhile
            yield each.read_bytes()


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="arguments are read in /proc")
def test_the_password_is_in_no_argument_output_or_file(office, server):
    """A real process, looked at from outside while it sends: only its environment knows."""
    seen = []
    server.answers["kz-23"] = f"550 {PASSWORD}"  # a server that talks too much
    server.kept = lambda *_: seen.extend(command_lines())
    command = [sys.executable, "-X", "dev", "-m", "generator", "send", "--ui", "en", "--really"]
    command += ["--plan", office.hash_of(), "--out", str(office.folder / "out")]
    command += ["--settings", str(office.folder / "sender.toml")]
    command += ["--recipients", str(office.folder / "recipients.csv")]
    environment = {**os.environ, SMTP_PASSWORD: PASSWORD, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, cwd=editions.ROOT, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 5
    assert len(server.accepted) == 20
    assert any(b"--really" in each for each in seen)
    forms = [PASSWORD.encode(), b64encode(PASSWORD.encode())]
    forms.append(b64encode(b"\0sender\0" + PASSWORD.encode()))
    files = [each.read_bytes() for each in office.folder.rglob("*") if each.is_file()]
    for content in [*seen, done.stdout, done.stderr, *files]:
        assert not any(form in content for form in forms)


def test_ctrl_c_tells_what_was_sent(office, server, monkeypatch):
    """Exit code 130, and no claim that nothing was changed; the rest is sent by the next run."""
    plan, count = office.hash_of(), 0

    def interrupt(*_):
        nonlocal count
        count += 1
        if count == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr("generator.sending.send_loop._LetterSender._keep_pace", interrupt)
    code, _, complaint = office.run("send", "--really", "--plan", plan)
    assert code == 130
    assert "Letters sent before that: 2" in complaint
    monkeypatch.undo()
    monkeypatch.setenv(SMTP_PASSWORD, PASSWORD)
    assert office.run("send", "--really", "--plan", office.hash_of())[0] == 0
    assert len(taken(server)) == len(set(taken(server))) == 21


def test_a_brief_exchanged_meanwhile_is_exit_code_four(office, server):
    """What was sent stays sent, and is counted; nothing more leaves."""
    briefs = office.folder / "out" / "2025" / "editions" / "1" / "briefs"
    other = (briefs / "KZ-47.kk.pdf").read_bytes()
    server.kept = lambda *_: (briefs / "KZ-23.kk.pdf").write_bytes(other)
    code, _, complaint = office.run("send", "--really", "--plan", office.hash_of())
    assert code == 4
    assert "Letters sent before that: 4" in complaint
    assert "KZ-47" in complaint
    assert len(server.accepted) == 4


def test_a_traceback_holds_no_password(office, server, monkeypatch):
    """Even an error of our own in the middle of a log-in, with everything that Python prints."""

    def fail(*_):
        raise RuntimeError

    monkeypatch.setattr("generator.sending.smtp._Conversation._size", fail)
    office.run("send", "--really", "--plan", office.hash_of())
    (log,) = (office.folder / "out" / "log").iterdir()
    printed = log.read_text(encoding="utf-8")
    assert server.logged_in == 1
    assert "hand_over" in printed
    assert PASSWORD not in printed
