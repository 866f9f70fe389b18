"""Any order of sending, kills, bounces, resends, moves and editions, on a model of offices.

No second copy of a brief, nothing to an address that is not in the book, and after a quiet run
every office has what its row asks for.
"""

import os
import random
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.publication.editions import Edition, IssuedFile
from generator.sending.address_book import Recipient
from generator.sending.letter_register import Attached, Entry, Event, State, register
from generator.sending.mailing_plan import Wish, survey
from generator.sending.retries import now

STEPS = int(os.environ.get("OBLYS_RANDOM_STEPS", "200"))
NAMES = {"kk": "А", "ru": "Б", "en": "C"}
OFFICES = (("KZ-23", "akimat"), ("KZ-23", "department"), ("KZ-71", "akimat"), ("KZ", "ministry"))
LANGUAGES = ("kk", "ru", "en")


class World:
    """Offices, editions, the register, and what has really arrived where."""

    def __init__(self, out, seed):
        self.out, self.chance = out, random.Random(seed)
        self.number = 1
        self.made = {(region, code): 1 for region, _ in OFFICES for code in LANGUAGES}
        self.book = {
            office: Recipient(office[0], ("kk", "ru"), office[1], NAMES, f"{n}@a.test")
            for n, office in enumerate(OFFICES)
        }
        self.inbox, self.delivered = Counter(), 0

    def edition(self):
        """The newest edition, as its manifest would tell it."""
        files = [
            IssuedFile(
                f"briefs/{region}.{code}.pdf", region, code, made, f"{region}{code}{made}", 1
            )
            for (region, code), made in self.made.items()
        ]
        day = date(2026, 11, 30)
        return Edition(2025, self.number, day, day, tuple(files))

    def issue(self):
        """Issue an edition in which some briefs are new."""
        self.number += 1
        for each in self.chance.sample(sorted(self.made), 3):
            self.made[each] = self.number

    def change_book(self):
        """An office moves, or asks for other languages."""
        office = self.chance.choice(OFFICES)
        codes = tuple(code for code in LANGUAGES if self.chance.random() < 0.7) or ("kk",)
        address = f"{self.chance.randrange(10**9)}@a.test"
        change = {"address": address} if self.chance.random() < 0.5 else {"languages": codes}
        self.book[office] = replace(self.book[office], **change)

    def send(self, wish):
        """Send what the plan says; every letter ends in one of many ways."""
        with register(self.out) as opened:
            opened.recover()
            items = survey(self.edition(), list(self.book.values()), opened.entries(), wish)
            chosen = [each for each in items if each.to_send]
            entries = opened.plan([self.entry(each) for each in chosen])
            for item, entry in zip(chosen, entries, strict=True):
                if not self.attempt(opened, item, entry, asked=wish.unknown):
                    return  # killed: the others stay planned

    def entry(self, item):
        """The letter as the register will hold it."""
        files = tuple(Attached(f.path, f.language, f.sha256, f.size) for f in item.files)
        made = editions_entry(item, self.edition(), files)
        return replace(made, message_id=made.message_id)

    def attempt(self, opened, item, entry, *, asked):
        """Hand one letter over; False if the sender was killed."""
        assert entry.address == self.book[item.recipient.office].address
        opened.move(entry, Event(now(), State.SENDING))
        end = self.chance.choice(["kill", "defer", "refuse", "dot", "dot lost", "sent", "sent"])
        if end == "kill":
            return False
        if end in ("defer", "refuse"):
            state = State.DEFERRED if end == "defer" else State.REFUSED
            opened.move(entry, Event(now(), state, "rcpt", 450))
            return True
        opened.move(entry, Event(now(), State.COMMITTING, "body"))
        if end != "dot lost":
            self.deliver(item, opened, asked=asked)
        if end == "sent":
            opened.move(entry, Event(now(), State.SENT, "dot", 250))
        return end == "sent"

    def deliver(self, item, opened, *, asked):
        """Put briefs into the office's inbox: a second copy only where doubt was waved aside."""
        doubtful = {
            code
            for each in opened.entries()
            if (each.region, each.role) == item.recipient.office and each.doubtful
            for code in each.languages
        }
        for file in item.files:
            key = (item.recipient.office, file.language, file.edition)
            assert key[0][0] == file.subject
            waved = asked and file.language in doubtful
            assert waved or not self.inbox[key], (key, item.reason)
            self.inbox[key] += 1
            self.delivered += 1

    def bounce(self):
        """A letter that was sent turns out not to have arrived."""
        with register(self.out) as opened:
            opened.recover()
            sent = [each for each in opened.entries() if each.state == State.SENT]
            if not sent:
                return
            entry = self.chance.choice(sent)
            opened.move(entry, Event(now(), State.BOUNCED, "report"))
        for each in entry.files:
            made = int(each.sha256.removeprefix(f"{entry.region}{each.language}"))
            self.inbox[(entry.region, entry.role), each.language, made] = 0

    def quiet(self):
        """Send until nothing is open, with every wish, on a server without faults."""
        self.chance, before = random.Random(0), self.chance
        self.chance.choice = lambda ways: ways[-1]
        wish = Wish(unknown=True, refused=True, bounced=True)
        for _ in range(3):
            with register(self.out) as opened:
                opened._connection.execute("UPDATE letters SET next_try = ''")
            self.send(wish)
        self.chance = before
        for office, row in self.book.items():
            for code in row.languages:
                newest = self.made[office[0], code]
                assert self.inbox[office, code, newest], (office, code, newest)


def editions_entry(item, edition, files):
    """Build an entry without a sender: only its identity matters here."""
    region, role = item.recipient.office
    return Entry(
        edition.year,
        edition.number,
        region,
        item.recipient.address,
        "",
        f"<{edition.number}.{region}.{role}.{item.part}@a.test>",
        "",
        "S",
        files,
        id=item.known.id if item.known else 0,
        role=role,
        part=item.part,
    )


def test_no_order_of_events_brings_a_second_copy_or_a_wrong_address():
    """Asserted at every delivery; OBLYS_RANDOM_STEPS makes it longer."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), seed=21)
        wishes = [Wish(), Wish(), Wish(refused=True), Wish(bounced=True), Wish(unknown=True)]
        for step in range(STEPS):
            act = world.chance.random()
            if act < 0.6:
                world.send(world.chance.choice(wishes))
            elif act < 0.75:
                world.bounce()
            elif act < 0.92:
                world.change_book()
            else:
                world.issue()
            if step % 50 == 49:
                world.quiet()
        assert world.delivered > STEPS / 10
