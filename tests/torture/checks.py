"""What must hold after a run was cut off, and after the next one."""

import hashlib
import json
import re
import sqlite3

YEAR = "2023"
RESULT = re.compile(rf"{YEAR}/(briefs|facts)/[^/]+")
EDITION = re.compile(rf"({YEAR}/editions/[1-9][0-9]*)/(.+)")
PASSING = re.compile(
    rf"\.lock|ledger\.sqlite(-wal|-shm|-journal)?|\.staging-.*|{YEAR}/editions/\.issuing-.*"
)
"""Files that belong to a run at work; the next one clears away what is left of them."""


def files_in(out):
    """Content of every file of results, by path."""
    found = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}


def digest(content):
    """Checksum of a file's content."""
    return hashlib.sha256(content).hexdigest()


def partial(before, now, after):
    """Files that are neither the old nor the new ones as a whole, or that should be there."""
    wrong = []
    for path in {*before, *now, *after}:
        if RESULT.fullmatch(path) and now.get(path) not in (before.get(path), after.get(path)):
            wrong.append(path)
    known = before.keys() | after.keys()
    odd = [path for path in now if path not in known and not PASSING.fullmatch(path)]
    return sorted({*wrong, *odd})


def lost(before, now):
    """Editions that were there and are not as they were, or whose manifest says otherwise."""
    wrong = {path for path in before if EDITION.fullmatch(path) and now.get(path) != before[path]}
    for folder in {found[1] for path in now if (found := EDITION.fullmatch(path))}:
        manifest = now.get(f"{folder}/manifest.json")
        if manifest is None:
            wrong.add(folder)
            continue
        for file in json.loads(manifest)["files"]:
            content = now.get(f"{folder}/{file['path']}", b"")
            if digest(content) != file["sha256"]:
                wrong.add(f"{folder}/{file['path']}")
    return sorted(wrong)


def issued_in(folder):
    """What a ledger says of issued editions: number and checksum of the manifest."""
    connection = sqlite3.connect(folder / "ledger.sqlite")
    try:
        return connection.execute("SELECT number, manifest FROM issued").fetchall()
    except sqlite3.OperationalError:
        return []  # nothing was issued yet
    finally:
        connection.close()


def unkept(issued, now):
    """Editions that the ledger says were issued, and that are not there as it says."""
    return [
        number
        for number, manifest in issued
        if digest(now.get(f"{YEAR}/editions/{number}/manifest.json", b"")) != manifest
    ]


def differing(out, wanted):
    """Files of results, and tables of the ledger, that are not those of an undisturbed run.

    A lock file of a dead process means nothing and does not count.
    """
    now, then = files_in(out), files_in(wanted)
    paths = {path for path in {*now, *then} if not path.startswith(("ledger.sqlite", ".lock"))}
    wrong = [path for path in sorted(paths) if now.get(path) != then.get(path)]
    mine, theirs = ledger_of(out), ledger_of(wanted)
    tables = sorted(name for name in {*mine, *theirs} if mine.get(name) != theirs.get(name))
    return wrong + [f"ledger: {name}" for name in tables]


def ledger_of(out):
    """Every row of every table of the ledger, in an order of its own."""
    connection = sqlite3.connect(out / "ledger.sqlite")
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    rows = {name: sorted(connection.execute(f"SELECT * FROM {name}")) for (name,) in tables}
    connection.close()
    return {name: found for name, found in rows.items() if found}
