"""Time indices and regression on the real figures; prints the best of several runs.

A run computes everything anew; reading the figures and importing the libraries are not counted.
"""

import sys
import time

from generator.dataset.vintages import load
from generator.findings.measuring.association import association
from generator.findings.measuring.indicators import indicators
from generator.pipeline import reference_year
from generator.project import Project

RUNS = 7


def best(run):
    """Shortest of several runs, in seconds: of the clock, and of the processor.

    The two differ where other programs compete for the processor.
    """
    clock, processor = [], []
    for _ in range(RUNS):
        starts = time.perf_counter(), time.process_time()
        run()
        clock.append(time.perf_counter() - starts[0])
        processor.append(time.process_time() - starts[1])
    return min(clock), min(processor)


def main() -> int:
    """Print one line per computation, and their sum."""
    panel = load(Project.here(), None)
    year = reference_year(panel, None)
    lines = {
        "indices of all regions and years": best(lambda: indicators(panel, year)),
        "regression with its checks": best(lambda: association(panel, year)),
    }
    lines["together"] = tuple(sum(times) for times in zip(*lines.values(), strict=True))
    for name, (clock, processor) in lines.items():
        sys.stdout.write(f"{name:34}{clock:7.3f} s, of the processor{processor:7.3f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
