"""Put the objects of a file into bytes once, and compress them quickly.

Pydyf writes each object of a file and then makes all of them again for the file's identifier,
which is a checksum of them; that compresses every page twice. See decision 0013.
"""

import zlib
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pydyf

from generator.printing.accelerated.switching import Replacement

COMPRESSION = 5
"""Level of zlib; the engine's own, 9, takes more than twice as long for three per cent of size."""

# Pydyf has no type hints.
_Value = Any
_Object = Any
_File = Any

_made: list[dict[int, bytes]] = []
"""Objects of the file that is being written, by identity: they do not change any more."""


def compression() -> list[Replacement]:
    """Compress at a lower level; the only acceleration without which other bytes are written."""
    quick = SimpleNamespace(
        compress=zlib.compress, compressobj=lambda level: zlib.compressobj(min(level, COMPRESSION))
    )
    return [(pydyf, "zlib", quick)]


def decompressed() -> bytes:
    """Compress a stream and return what can be read of it."""
    stream: bytes = pydyf.Stream([b"1 0 0 1 0 0 cm " * 9], compress=True).data
    return zlib.decompress(stream.partition(b"stream\n")[2].rpartition(b"\nendstream")[0])


def objects_once() -> list[Replacement]:
    """Make the bytes of each object once for each file, and plain values by their kind."""
    references = property(_until_there_are_more(pydyf.PDF.page_references.fget))
    return [
        (pydyf.PDF, "write", _remembering(pydyf.PDF.write)),
        (pydyf.PDF, "page_references", references),
        (pydyf, "_to_bytes", _by_kind(pydyf._to_bytes)),
        *(
            (kind, "data", property(_once(kind.data.fget)))
            for kind in (pydyf.Array, pydyf.Dictionary, pydyf.Stream)
        ),
    ]


def _by_kind(put: Callable[[_Value], bytes]) -> Callable[[_Value], bytes]:
    """Put plain values into bytes by their kind, without asking whether they are objects first."""

    def into_bytes(value: _Value) -> bytes:
        kind = type(value)
        if kind is str:
            return bytes(value, "ascii")
        if kind is float:
            return b"%d" % value if value.is_integer() else (b"%f" % value).rstrip(b"0")
        return value if kind is bytes else put(value)

    return into_bytes


def _remembering(write: Callable[..., None]) -> Callable[..., None]:
    """Remember objects while a file is written, and forget them with it."""

    def written(file: _File, *how: object, **more: object) -> None:
        _made.append({})
        try:
            write(file, *how, **more)
        finally:
            _made.pop()

    return written


def _until_there_are_more(refer: Callable[[_File], _Value]) -> Callable[[_File], _Value]:
    """Remember how pages are referred to until another one is added."""

    def referred(file: _File) -> _Value:
        pages = len(file.pages["Kids"])
        known = file.__dict__.get("known_pages")
        if known is None or known[0] != pages:
            known = file.__dict__["known_pages"] = pages, refer(file)
        return known[1]

    return referred


def _once(make: Callable[[_Object], bytes]) -> Callable[[_Object], bytes]:
    """Make an object's bytes once for each file; one without a number is a part of another."""

    def made(thing: _Object) -> bytes:
        if not _made or thing.number is None:
            return make(thing)
        known = _made[-1]
        if id(thing) not in known:
            known[id(thing)] = make(thing)
        return known[id(thing)]

    return made
