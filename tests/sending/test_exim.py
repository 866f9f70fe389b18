"""Against a real mail server: a whole edition into 21 mailboxes, and what it refuses."""

import pytest

from generator.sending.bounces import gather
from generator.sending.letter_register import State, entries_in, register
from generator.sending.mailing_plan import Wish
from generator.sending.mime import read_letter
from generator.sending.send_loop import post
from generator.sending.sender_settings import Secret, Server
from generator.sending.smtp import Envelope, hand_over
from tests.mail import editions
from tests.mail.exim import Exim, missing
from tests.mail.mailings import mailing
from tests.mail.torture import torture

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "Exim runs")


@pytest.fixture
def out(tmp_path):
    """A folder of results with one issued edition in three languages."""
    editions.issue(tmp_path, languages=("kk", "ru", "en"))
    return tmp_path


def states(out):
    """State of each registered letter by region."""
    return {each.region: each.state for each in entries_in(out)}


def test_a_whole_edition_reaches_21_mailboxes(out):
    """One letter in each, and every attachment is byte for byte what the ledger says."""
    server = Exim()
    done = post(mailing(out, server, addresses=server.addresses()), lambda told: None)
    assert {each.outcome.state for each in done} == {State.SENT}
    entries = {each.region: each for each in entries_in(out)}
    assert set(entries) == set(editions.REGIONS)
    for code, entry in entries.items():
        (content,) = server.wait_for(code.lower(), 1)
        letter = read_letter(content)
        assert letter.message_id == entry.message_id
        found = sorted(editions.sha256(each) for each in letter.enclosures.values())
        assert found == sorted(each.sha256 for each in entry.files)
    again = post(mailing(out, server, addresses=server.addresses()), lambda told: None)
    assert again == ()
    assert len(server.accepted) == 21


def test_refused_and_greylisted_addresses_do_not_disturb_the_others(out):
    """550 is final, 451 waits, nineteen arrive."""
    server = Exim()
    others = {
        "KZ-23": f"nosuch-{server.mark}@akimat.test",
        "KZ-47": f"grey-{server.mark}@akimat.test",
    }
    post(mailing(out, server, addresses=server.addresses(**others)), lambda told: None)
    found = states(out)
    assert (found.pop("KZ-23"), found.pop("KZ-47")) == (State.REFUSED, State.DEFERRED)
    assert set(found.values()) == {State.SENT}
    with register(out) as opened:
        last = {each.region: opened.history(each)[-1] for each in opened.entries()}
    assert (last["KZ-23"].stage, last["KZ-23"].code) == ("rcpt", 550)
    assert (last["KZ-47"].stage, last["KZ-47"].code) == ("rcpt", 451)


def test_a_letter_above_the_servers_size_is_refused_without_being_sent():
    """Exim takes 10 MiB and says so."""
    server = Exim()
    settings = Server("localhost", server.port, "starttls", "sender", str(server.ca_file(None)))
    letter = b"Subject: large\r\n\r\n" + b"x" * 76 * 150_000 + b"\r\n"
    outcome = hand_over(
        settings,
        Secret(server.password),
        Envelope("briefs@economy.test", f"kz-23+{server.mark}@akimat.test", letter),
        lambda: pytest.fail("committed"),
    )
    assert (outcome.state, outcome.code, outcome.stage) == (State.REFUSED, 552, "mail")


def test_without_a_log_in_the_server_relays_nothing_and_the_run_ends(out):
    """It is the sender who lacks permission: nobody's letter is refused for good."""
    server = Exim()
    prepared = mailing(out, server, addresses=server.addresses())
    object.__setattr__(prepared, "password", None)
    (told,) = post(prepared, lambda told: None)
    assert (told.outcome.state, told.outcome.code) == (State.DEFERRED, 550)
    assert told.outcome.reply.startswith("5.7.1")
    assert set(states(out).values()) == {State.DEFERRED, State.PLANNED}


def test_a_wrong_password_ends_the_run(out):
    """One attempt, not twenty-one: a server may lock the account."""
    server = Exim(password="wrong")
    (told,) = post(mailing(out, server, addresses=server.addresses()), lambda told: None)
    assert (told.outcome.stage, told.outcome.code, told.outcome.stop) == ("auth", 535, True)


def test_a_certificate_that_is_not_trusted_gets_nothing(out):
    """The system's authorities do not know this server."""
    server = Exim()
    settings = Server("localhost", server.port, "starttls", "sender")
    envelope = Envelope("briefs@economy.test", "kz-23@akimat.test", b"Subject: x\r\n\r\nx\r\n")
    outcome = hand_over(settings, Secret(server.password), envelope, lambda: None)
    assert (outcome.state, outcome.stage, outcome.unsafe) == (State.DEFERRED, "tls", True)


def test_a_bounce_is_read_into_the_ledger(out):
    """Accepted, then undeliverable: the server's own report finds its letter."""
    server = Exim()
    lost = f"lost-{server.mark}@akimat.test"
    addresses = server.addresses(**{"KZ-23": lost})
    wish = Wish(regions=("KZ-23", "KZ-47"))
    post(mailing(out, server, addresses=addresses, wish=wish), lambda told: None)
    reports = server.wait_for("briefs", 1)
    assert len(reports) == 1
    with register(out) as opened:
        assert gather(opened, reports).entered == 1
        assert gather(opened, reports).entered == 0  # read twice, entered once
        found = {each.region: opened.bounces(each) for each in opened.entries()}
    (bounce,) = found["KZ-23"]
    assert (bounce.action, bounce.status[:2]) == ("failed", "5.")
    assert found["KZ-47"] == ()
    assert (states(out)["KZ-23"], states(out)["KZ-47"]) == (State.BOUNCED, State.SENT)


def test_killed_while_sending_to_a_real_server():
    """Ten kills; what is in the mailboxes is what the ledger says."""
    tally = torture(10, server=Exim)
    assert tally.kills == 10
    assert tally.sent + tally.unknown == tally.letters
    assert (tally.lost, tally.duplicates, tally.more_unknown_than_kills) == (0, 0, 0)
