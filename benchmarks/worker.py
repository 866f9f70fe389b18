"""A worker that prints what comes in and says how much memory it has, in MiB, after each brief."""

import os
import pickle
import sys
from pathlib import Path

from generator.printing.pool.worker import make, start_worker

PAGE = os.sysconf("SC_PAGE_SIZE")


def resident() -> float:
    """Memory of this process, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * PAGE / 2**20


def main() -> None:
    """Print until there is nothing more."""
    start_worker(pickle.load(sys.stdin.buffer))
    while True:
        try:
            order = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        make(order)
        sys.stdout.write(f"{resident():.1f}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
