"""Flush files and folders to the disk, protect them, and exchange folders in one step."""

import ctypes
import errno
import os
import sys
from pathlib import Path

READ_ONLY = 0o444

_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.ENOTSUP}


def flush(folder: Path) -> None:
    """Force every file of a folder, and the folder itself, onto the disk."""
    for file in filter(Path.is_file, folder.iterdir()):
        with file.open("rb") as handle:
            os.fsync(handle.fileno())
    flush_folder(folder)


def protect(folder: Path) -> None:
    """Protect every file of a folder from being edited."""
    for file in filter(Path.is_file, folder.iterdir()):
        file.chmod(READ_ONLY)


def flush_folder(folder: Path) -> None:
    """Force the names in a folder onto the disk, as after a rename."""
    if os.name == "posix":  # Windows cannot open a folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder with all above it; the name of each new one is on the disk."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        flush_folder(folder.parent)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders take each other's place in a single step.

    Returns
    -------
    bool
        False, and nothing is done, where the system or the file system has no such step.

    Raises
    ------
    OSError
        If it has, but may not or cannot do it.
    """
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))
