"""Simulate, print what was found, and fail if the truth was not: `make simulation`."""

import argparse
import sys

from .economy import Design
from .experiment import run
from .verdict import table, verdict


def main() -> int:
    """Run all replications; 1 if any requirement does not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("--replications", type=int, default=1000)
    parser.add_argument("--regions", type=int, default=20)
    parser.add_argument("--years", type=int, default=9)
    given = parser.parse_args()
    design = Design(given.regions, given.years)
    lines = verdict(run(given.replications, design))
    head = f"{given.replications} replications, {given.regions} regions, {given.years} years"
    sys.stdout.write(f"{head}\n{table(lines)}\n")
    return 0 if all(line.holds for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
