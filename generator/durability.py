"""What must be on the disk when a step is called done."""

import os
from pathlib import Path

READ_ONLY = 0o444


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
