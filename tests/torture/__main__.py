"""``make torture``: a thousand kills, and every operation on the disk cut off or failing in turn.

It ends with 1 if a promise is broken, or if no kill fell in one of the stages.
"""

import sys
import tempfile
from pathlib import Path

from tests.torture.fork_server import fork_server
from tests.torture.operating import OperationTrials
from tests.torture.scenarios import SCENARIOS
from tests.torture.torture import torture

REAL = 0.05
"""Share of kills while real pages are printed, by worker processes; the others use a stand-in."""


def say(text):
    """Answer, at once."""
    print(text, flush=True)  # noqa: T201 - the answer of the command


def every_operation(opened, name):
    """Cut off each operation of a scenario, let each fail, and cut the power after each."""
    trials, wrong = OperationTrials(opened, SCENARIOS[name]), []
    wrong += trials.kill_at_each()
    for fault, lasting in (("ENOSPC", False), ("ENOSPC", True), ("EIO", False)):
        wrong += trials.fail_at_each(fault, lasting=lasting)
    states, found = trials.cut_power()
    say(f"{name}: {len(trials.operations)} operations, {states} states of a power cut")
    return wrong + found


with tempfile.TemporaryDirectory() as place, fork_server(Path(place), real=True) as warm:
    tally = torture(warm, int(sys.argv[1]), real=REAL)
    say(tally.table())
    broken = every_operation(warm, "revised build") + every_operation(warm, "second issue")
    say(f"operations that broke a promise: {broken}")
    sys.exit(tally.broken() or bool(tally.never()) or bool(broken))
