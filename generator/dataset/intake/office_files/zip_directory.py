"""Look at the directory of a ZIP before anything in it is unpacked."""

import io
import zipfile

from generator.errors import DataProblems, Location, Problem

MOST_FILES = 5_000
"""Files in a workbook; a real one has some dozens."""

LARGEST_UNPACKED = 300_000_000
"""Bytes of all files together."""

LARGEST_RATIO = 200
"""Unpacked to packed size of a file of more than a megabyte; sheets are near 10."""

_SMALL = 1_000_000
_ENCRYPTED = 0x1


def check_directory(content: bytes, name: str) -> frozenset[str]:
    """Return the names in a ZIP whose directory is harmless.

    Raises
    ------
    DataProblems
        If the directory is broken, names leave the folder or occur twice, a file is encrypted,
        or what would be unpacked is too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise _problem(name, kind="broken") from error
    names = [entry.filename for entry in entries]
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_FILES or total > LARGEST_UNPACKED or any(map(_bomb, entries)):
        raise _problem(name, kind="too_large")
    if len(set(names)) != len(names) or any(map(_leaves, names)):
        raise _problem(name, kind="path")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise _problem(name, kind="password")
    return frozenset(names)


def _bomb(entry: zipfile.ZipInfo) -> bool:
    packed = max(entry.compress_size, 1)
    return entry.file_size > _SMALL and entry.file_size / packed > LARGEST_RATIO


def _leaves(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]


def _problem(name: str, *, kind: str) -> DataProblems:
    return DataProblems([Problem(f"problem.workbook_{kind}", Location(name))])
