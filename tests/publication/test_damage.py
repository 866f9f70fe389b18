"""Damaged records cost time or are refused; they never change a byte, and nothing begins anew."""

import json
import os
import random
import shutil
import sqlite3

import pytest

from tests.torture.checks import RESULT, differing, files_in, ledger_of
from tests.torture.scenarios import SCENARIOS

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are forked")
AGAIN, BUILD, ISSUE, VERIFY, WITHDRAWN = (
    SCENARIOS[name]
    for name in ("build again", "revised build", "second issue", "verify", "withdrawn build")
)


@pytest.fixture
def copy_of(warm, tmp_path):
    """A copy of the results after a scenario."""

    def made(name):
        return shutil.copytree(warm.after(name), tmp_path / "out", dirs_exist_ok=True)

    return made


def flipped(content, at):
    """Content with one bit turned over."""
    return content[:at] + bytes([content[at] ^ 4]) + content[at + 1 :]


def rewrite(path, content):
    """Put other content into a file, which may be protected."""
    path.chmod(0o644)
    path.write_bytes(content)


def test_every_brief_and_file_of_facts_with_one_bit_turned_is_made_again(warm, copy_of):
    """To the same bytes."""
    out = copy_of("first build")
    spoiled = [path for path in files_in(out) if RESULT.fullmatch(path)]
    assert len(spoiled) == 16
    for number, path in enumerate(spoiled):
        content = (out / path).read_bytes()
        rewrite(out / path, flipped(content, 37 * number % len(content)))
    assert warm.run(AGAIN, out).code == 0
    assert differing(out, warm.after("first build")) == []


def spoil_rows(*statements):
    """Change what a ledger says."""

    def spoil(path):
        with sqlite3.connect(path) as connection:
            for statement in statements:
                connection.execute(statement)
        connection.close()

    return spoil


DAMAGE = {
    "half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "empty": lambda path: path.write_bytes(b""),
    "gone": lambda path: path.unlink(),
    "text": lambda path: path.write_text("this is no ledger"),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "older tables": spoil_rows("ALTER TABLE made DROP COLUMN basis"),
    "newer tables": spoil_rows("ALTER TABLE made ADD COLUMN paper TEXT"),
    "no identity": spoil_rows("UPDATE made SET identity = 'x'"),
    "no day": spoil_rows("UPDATE made SET vintage = 'yesterday'"),
    "no number": spoil_rows("UPDATE made SET edition = 'x'"),
}


@pytest.mark.parametrize("how", DAMAGE)
def test_a_build_beside_a_damaged_ledger_is_the_same_and_says_so(warm, copy_of, how):
    """The bytes are those of an undisturbed build; nothing is issued, and the ledger is let be."""
    out = copy_of("first issue")
    ledger = out / "ledger.sqlite"
    DAMAGE[how](ledger)
    there = ledger.read_bytes() if ledger.is_file() else None
    ended = warm.run(BUILD, out)
    assert (ended.code, "Traceback" in ended.said) == (0, False), ended.said
    assert "the ledger cannot be used" in ended.said
    found, wanted = files_in(out), files_in(warm.after("revised build"))
    assert {path: found[path] for path in wanted if RESULT.fullmatch(path)} == {
        path: content for path, content in wanted.items() if RESULT.fullmatch(path)
    }
    assert (ledger.read_bytes() if ledger.is_file() else None) == there
    refused = warm.run(ISSUE, out)
    assert (refused.code, "Traceback" in refused.said) == (4, False), refused.said
    assert not (out / "2023" / "editions" / "2").exists()


def test_a_ledger_with_a_bit_turned_anywhere_never_changes_a_byte(warm, copy_of):
    """The build ends well, or refuses; whoever then may issue issues the right edition."""
    chance = random.Random(5)
    wanted = files_in(warm.after("revised build"))
    ends = set()
    for _ in range(8):
        out = copy_of("first issue")
        content = (out / "ledger.sqlite").read_bytes()
        at = chance.randrange(len(content)) if ends else 5000
        rewrite(out / "ledger.sqlite", flipped(content, at))
        ended = warm.run(BUILD, out)
        assert "Traceback" not in ended.said
        assert ended.code in (0, 4), ended.said
        found = files_in(out)
        if ended.code == 0:
            assert all(found[path] == wanted[path] for path in wanted if RESULT.fullmatch(path))
        issued = warm.run(ISSUE, out)
        assert "Traceback" not in issued.said
        ends.add((ended.code, issued.code))
        if issued.code == 0:
            assert ledger_of(out)["issued"] == ledger_of(warm.after("second issue"))["issued"]
        shutil.rmtree(out)
    assert ends <= {(0, 0), (0, 4), (4, 4)}


def test_a_spoilt_day_in_the_ledger_does_not_get_into_a_manifest(warm, copy_of):
    """A brief says itself of which day its figures are; another day in the ledger is refused."""
    out = copy_of("revised build")
    spoil_rows("UPDATE made SET vintage = '2025-09-29' WHERE edition = 2")(out / "ledger.sqlite")
    ended = warm.run(ISSUE, out)
    assert (ended.code, "2025-09-29" in ended.said) == (4, True), ended.said


def other_manifests(content):
    """Ways in which a manifest may be no more what it was: a name, and its content."""
    chance = random.Random(7)
    yield from (flipped(content, chance.randrange(len(content))) for _ in range(8))
    yield from (
        b"",
        content[: len(content) // 2],
        b"[]",
        b"7",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
    )
    known = json.loads(content)
    for key, value in (("files", [{}]), ("files", 3), ("made", []), ("made", {"KZ.kk": 1})):
        yield json.dumps({**known, key: value}).encode()
    other = {**known["files"][0], "path": 5}
    yield json.dumps({**known, "files": [other]}).encode()
    yield json.dumps({**known, "vintage": "2025-06-29"}).encode()


def test_a_manifest_that_is_not_the_issued_one_stops_everything(warm, copy_of):
    """Build, issue and verify refuse it with exit code 4, and nothing changes."""
    out = copy_of("first issue")
    path = out / "2023" / "editions" / "1" / "manifest.json"
    count = 0
    for content in other_manifests(path.read_bytes()):
        rewrite(path, content)
        before = files_in(out)
        for scenario in (BUILD, ISSUE, VERIFY):
            ended = warm.run(scenario, out)
            assert (ended.code, "Traceback" in ended.said) == (4, False), ended.said
        assert {k: v for k, v in files_in(out).items() if "ledger" not in k} == {
            k: v for k, v in before.items() if "ledger" not in k
        }
        count += 1
    assert count == 21


def test_facts_of_an_edition_that_were_changed_are_not_compared_with(warm, copy_of):
    """A correction quotes them, so the build refuses; the nation's brief quotes those of all."""
    out = copy_of("first issue")
    path = out / "2023" / "editions" / "1" / "facts" / "KZ-63.json"
    text = path.read_bytes()
    for content in (text.replace(b"3.4", b"3.5", 1), None):
        assert content != text
        path.unlink()
        if content:
            path.write_bytes(content)
        ended = warm.run(BUILD, out)
        assert (ended.code, str(path) in ended.said) == (4, True), ended.said


def test_an_issued_brief_that_was_changed_does_not_come_back(warm, copy_of):
    """Going back to the figures of the edition would take it; and `verify` names it."""
    out = copy_of("revised build")
    path = out / "2023" / "editions" / "1" / "briefs" / "KZ-71.ru.pdf"
    rewrite(path, flipped(path.read_bytes(), 5000))
    for scenario in (WITHDRAWN, VERIFY):
        ended = warm.run(scenario, out)
        assert (ended.code, str(path) in ended.said) == (4, True), ended.said
