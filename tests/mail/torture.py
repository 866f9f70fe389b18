"""Kill a sender again and again: nothing is lost unflagged, and nobody gets a letter twice.

`make torture-mail` kills it a thousand times; with the word ``exim`` the module does so against
the real server that tests/mail/exim.sh starts. A warm process forks the senders, so that a kill
costs no start of Python; the server lives in this process and remembers every letter it took.
"""

import json
import os
import random
import select
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.sending.letter_register import Register, State, entries_in, register
from generator.sending.mailing_plan import Wish
from generator.sending.send_loop import post
from tests.mail import editions
from tests.mail.exim import Exim
from tests.mail.mailings import forget_waiting, mailing, writer
from tests.mail.server import PASSWORD, Server

LONGEST_LIFE = 0.4
"""Seconds that a sender lives at most once it has begun to send: time for a few letters."""

SENDING, GONE = "sending", "gone"

FIRST_COMMIT_OF_SENDING = 5
"""The two before it recover and register: each is counted just before it and just after."""


@dataclass
class Tally:
    """What a series of mailings came to."""

    kills: int = 0
    mailings: int = 0
    letters: int = 0
    sent: int = 0
    unknown: int = 0
    unknown_delivered: int = 0
    lost: int = 0
    duplicates: int = 0
    more_unknown_than_kills: int = 0

    def broken(self):
        """Whether a promise was broken."""
        return self.lost or self.duplicates or self.more_unknown_than_kills


@dataclass
class Target:
    """Where a server of another process listens, as a mailing needs to know it."""

    port: int
    authority: Path
    password: str = PASSWORD

    def ca_file(self, _):
        """The certificate authority of the server."""
        return self.authority


def warm():
    """Fork a sender for each line of standard input; say how it ended.

    A line holds the folder of results, the server's port and authority, and the number of the
    commit of the ledger at which the sender kills itself (0 for never).
    """
    writer()
    while line := sys.stdin.readline():
        folder, port, authority, word, commit, regions, addresses = json.loads(line)
        ending, lifeline = os.pipe()
        child = os.fork()
        if not child:
            say_when_sending()
            kill_at(commit)
            target = Target(port, Path(authority), word)
            wish = Wish(regions=tuple(regions))
            prepared = mailing(Path(folder), target, wish=wish, addresses=addresses)
            post(prepared, lambda told: None)
            os._exit(0)
        os.close(lifeline)  # only the sender holds it now: it closes when the sender has gone
        print(child, flush=True)  # noqa: T201 - to the process that kills
        if ending in select.select([sys.stdin, ending], [], [])[0]:
            print(GONE, flush=True)  # noqa: T201 - likewise
        os.close(ending)
        sys.stdin.readline()  # until then the number belongs to this child, even if it has ended
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201 - likewise


def say_when_sending():
    """Tell the killer that the letters are registered, and sending begins."""
    plan = Register.plan

    def planned(self, entries):
        registered = plan(self, entries)
        print(SENDING, flush=True)  # noqa: T201 - to the process that kills
        return registered

    Register.plan = planned


def kill_at(number):
    """Kill this process at a commit of its own: odd numbers just before it, even just after."""
    if not number:
        return
    count = 0
    execute = Register._writing

    @contextmanager
    def counted(self):
        nonlocal count
        with execute(self):
            yield
            count += 1
            if count == number:
                os.kill(os.getpid(), 9)
        count += 1
        if count == number:
            os.kill(os.getpid(), 9)

    Register._writing = counted


@contextmanager
def fork_server():
    """The warm process."""
    command = [sys.executable, "-m", "tests.mail.torture", "warm"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=editions.ROOT
    ) as process:
        yield process
        process.stdin.close()


def run(process, out, server, life=None, which=(0, ())):
    """Run one sender; kill it a while after it has begun. How it ended: 0, or minus nine.

    ``which`` is the commit at which it kills itself (0 for never), and its regions.
    """
    authority = str(server.ca_file(out))
    addresses = server.addresses() if hasattr(server, "addresses") else {}
    asked = [str(out), server.port, authority, server.password, *which, addresses]
    process.stdin.write(json.dumps(asked) + "\n")
    process.stdin.flush()
    said = [process.stdout.readline().strip() for _ in range(2)]
    child = int(next(word for word in said if word.isdigit()))
    if SENDING not in said:  # it has ended before it began
        raise RuntimeError(said)
    if life is not None:
        time.sleep(life)
        os.kill(child, 9)
    process.stdin.write("\n")
    process.stdin.flush()
    code = process.stdout.readline().strip()
    return int(code if code != GONE else process.stdout.readline())


def torture(kills, seed=0, server=Server):
    """Kill senders at random moments until so many have died; what it came to."""
    chance, tally = random.Random(seed), Tally()
    with fork_server() as process:
        while tally.kills < kills:
            with tempfile.TemporaryDirectory() as folder, server() as opened:
                out = Path(folder)
                editions.issue(out)
                died = 0
                while open_letters(out):
                    life = chance.uniform(0, LONGEST_LIFE) if tally.kills + died < kills else None
                    died += run(process, out, opened, life=life) == -9
                    tally.more_unknown_than_kills += max(0, in_doubt(out) - 1)
                    reopen(out)
                count(tally, out, opened, died)
    return tally


def at_every_commit(regions=("KZ-10", "KZ-23", "KZ-62")):
    """Kill a sender before and after each of its commits in turn; what it came to."""
    tally = Tally()
    with fork_server() as process:
        number, ended = FIRST_COMMIT_OF_SENDING, -9
        while ended:
            with tempfile.TemporaryDirectory() as folder, Server() as server:
                out = Path(folder)
                editions.issue(out, regions=regions)
                ended = run(process, out, server, which=(number, regions))
                while open_letters(out, len(regions)):
                    reopen(out)
                    run(process, out, server, which=(0, regions))
                count(tally, out, server, int(ended == -9))
            number += 1
    return tally


def reopen(out):
    """Let time pass, if there is a ledger yet."""
    if entries_or_none(out):
        forget_waiting(out)


def in_doubt(out):
    """Letters that the run which has just ended leaves in doubt: one at most."""
    return sum(each.state == State.COMMITTING for each in entries_or_none(out))


def entries_or_none(out):
    """Registered letters; none before there is a ledger with its tables."""
    return entries_in(out) if (out / "ledger.sqlite").exists() else ()


def open_letters(out, wanted=0):
    """Whether somebody still waits for a letter."""
    entries = entries_or_none(out)
    final = {State.SENT, State.UNKNOWN, State.REFUSED}
    few = len(entries) < (wanted or len(editions.REGIONS))
    return few or any(each.state not in final for each in entries)


def count(tally, out, server, died):
    """Hold the ledger against what the server took."""
    taken = Counter(recipient for recipient, _ in server.accepted)
    with register(out) as opened:
        entries = opened.entries()
    sent = [each for each in entries if each.state == State.SENT]
    unknown = [each for each in entries if each.state == State.UNKNOWN]
    tally.kills += died
    tally.mailings += 1
    tally.letters += len(entries)
    tally.sent += len(sent)
    tally.unknown += len(unknown)
    tally.unknown_delivered += sum(taken[each.address] for each in unknown)
    tally.lost += sum(taken[each.address] == 0 for each in sent)
    tally.duplicates += sum(number - 1 for number in taken.values() if number > 1)
    tally.more_unknown_than_kills += max(0, len(unknown) - died)


if __name__ == "__main__":
    if sys.argv[1] == "warm":
        warm()
    else:
        begun = time.monotonic()
        chosen = Exim if sys.argv[2:] == ["exim"] else Server
        result = torture(int(sys.argv[1]), server=chosen)
        print(json.dumps(asdict(result)), f"{time.monotonic() - begun:.0f} s")  # noqa: T201 - answer
        sys.exit(bool(result.broken()))
