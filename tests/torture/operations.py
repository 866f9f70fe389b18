"""What a run does to the disk, operation by operation: counted, cut off, failing, or recorded.

An operation is a file that is opened for writing, a piece written to it, a flush, a rename, an
exchange, a link, a folder that is made or removed, a file that is removed, a change of rights,
or a statement of the ledger that writes. Only what lies in the folder of results counts.
"""

import builtins
import errno
import io
import json
import os
import sqlite3
from pathlib import Path

from generator.publication import atomic_swap

WRITING = ("BEGIN", "COMMIT", "INSERT", "DELETE", "CREATE", "PRAGMA journal")


class Disk:
    """Stands between a run and the disk.

    Parameters
    ----------
    out
        Folder of results.
    at, fault
        Number of the operation, from 1, at which something happens, and what: ``kill``, or the
        name of an error such as ``ENOSPC``. 0 lets everything pass.
    lasting
        Whether all later operations that need room fail too, as on a disk that stays full.
    """

    def __init__(self, out, at=0, fault="", *, lasting=False):
        self.out, self.at, self.fault, self.lasting = os.path.realpath(out), at, fault, lasting
        self.seen = []

    def holds(self, path):
        """Whether a path, or an open folder and a name in it, lies in the folder of results."""
        return str(path) == self.out or str(path).startswith(f"{self.out}/")

    def after(self, kind, paths):
        """Nothing is remembered of what has happened."""

    def step(self, kind, path, half=lambda: None):
        """Count one operation that is about to happen, and do what is to be done at it.

        ``half`` does half of the operation, before it is cut off or fails.
        """
        if not self.holds(path):
            return
        self.seen.append(f"{kind} {os.path.relpath(path, self.out)}")
        late = self.lasting and len(self.seen) > self.at and kind in NEEDS_ROOM
        if self.at and (len(self.seen) == self.at or late):
            half()
            if self.fault == "kill":
                os.kill(os.getpid(), 9)
            number = getattr(errno, self.fault)
            raise OSError(number, os.strerror(number), str(path))


NEEDS_ROOM = ("open", "write", "mkdir", "link", "ledger")


def place_of(number):
    """Path of an open file or folder."""
    return str(Path(f"/proc/self/fd/{number}").readlink())


def real(path, folder=None):
    """Whole path of a file, which may be named from an open folder."""
    base = place_of(folder) if isinstance(folder, int) else ""
    where, name = os.path.split(os.path.join(base, os.fspath(path)))  # noqa: PTH118 - open folder
    return os.path.join(os.path.realpath(where), name)  # noqa: PTH118 - the last name as it is


def before(disk, name, kind, paths=1):
    """Count a function of :mod:`os`; ``paths`` is how many of its arguments are paths."""
    work = getattr(os, name)

    def counted(*given, dir_fd=None, **named):
        if not all(isinstance(each, str | os.PathLike) for each in given[:paths]):
            return work(*given, **named)
        places = [real(each, dir_fd) for each in given[:paths]]
        disk.step(kind, places[-1])
        more = {} if dir_fd is None else {"dir_fd": dir_fd}
        result = work(*given, **more, **named)
        disk.after(kind, places)
        return result

    setattr(os, name, counted)


def hook(order, out):
    """Stand between this process and the disk; return what is to be called at the end."""
    from tests.torture.power import Recorder  # noqa: PLC0415 - it stands on this module

    kind = Recorder if order.get("fault") == "record" else Disk
    disk = kind(out, order.get("at", 0), order.get("fault", ""), lasting=order.get("slow", False))
    if order.get("fault"):
        watch(disk)

    def done():
        Path(order["log"]).with_suffix(".ops").write_text(json.dumps(disk.seen))

    return done


def watch(disk):
    """Let every operation pass by the disk."""
    for name, kind in (("mkdir", "mkdir"), ("rmdir", "rmdir"), ("unlink", "unlink")):
        before(disk, name, kind)
    before(disk, "chmod", "chmod")
    before(disk, "rename", "rename", 2)
    before(disk, "link", "link", 2)
    watch_numbers(disk)
    watch_files(disk)
    watch_ledger(disk)


def watch_numbers(disk):
    """Count what is done to open files, and the exchange of folders."""
    flush, send, swap = os.fsync, os.sendfile, atomic_swap.exchange
    write, make = os.write, os.open

    def told(number, piece):
        path = place_of(number)
        disk.step("write", path)
        return write(number, piece)

    def opened(path, flags, *rest, **named):
        if not flags & os.O_CREAT:
            return make(path, flags, *rest, **named)
        disk.step("open", real(path))
        number = make(path, flags, *rest, **named)
        disk.after("open", [real(path)])
        return number

    def fsync(number):
        path = place_of(number)
        disk.step("flush", path)
        flush(number)
        disk.after("flush", [path])

    def sendfile(target, source, *rest):
        disk.step("write", place_of(target))
        return send(target, source, *rest)

    def exchange(one, other):
        disk.step("exchange", real(other))
        done = swap(one, other)
        if done:
            disk.after("exchange", [real(one), real(other)])
        return done

    os.fsync, os.sendfile, atomic_swap.exchange = fsync, sendfile, exchange
    os.write, os.open = told, opened


def watch_files(disk):
    """Count files that are opened for writing, and every piece that is written."""
    plain = io.open

    class Raw(io.FileIO):
        """A file of which half a piece is written when the disk fails."""

        def write(self, piece):
            content = bytes(piece)
            disk.step(
                "write", self.name, lambda: super(Raw, self).write(content[: len(content) // 2])
            )
            return super().write(content)

        def close(self):
            open_before = not self.closed
            super().close()
            if open_before:
                disk.after("close", [self.name])

    def opened(file, mode="r", *rest, **named):
        if not set(mode) & set("wxa+") or isinstance(file, int) or not disk.holds(real(file)):
            return plain(file, mode, *rest, **named)
        disk.step("open", real(file))
        raw = Raw(real(file), mode.replace("b", "").replace("t", ""))
        disk.after("open", [real(file)])
        binary = io.BufferedWriter(raw)
        if "b" in mode:
            return binary
        return io.TextIOWrapper(binary, named.get("encoding"), newline=named.get("newline"))

    io.open = builtins.open = opened


def watch_ledger(disk):
    """Count the statements that write into the ledger."""
    connect = sqlite3.connect
    path = os.path.join(disk.out, "ledger.sqlite")  # noqa: PTH118 - as the others are named

    class Connection(sqlite3.Connection):
        """A connection that fails as SQLite does."""

        def execute(self, statement, *given):
            writing = statement.startswith(WRITING)
            if writing:
                self._step()
            found = super().execute(statement, *given)
            if writing and not self.in_transaction:
                disk.after("ledger", [path])
            return found

        def executescript(self, statements):
            self._step()
            found = super().executescript(statements)
            disk.after("ledger", [path])
            return found

        def _step(self):
            try:
                disk.step("ledger", path)
            except OSError as error:
                message = "database or disk is full"
                failed = sqlite3.OperationalError(message)
                failed.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise failed from error

    sqlite3.connect = lambda *given, **named: connect(*given, factory=Connection, **named)
