"""Fork each run from a warm process, so that a kill costs no start of Python.

The server reads one order per line (JSON) from its input; the run tells its stages on the server's
output. The server says when the run has gone, however that came about, and after a line from the
client how it ended.
"""

import gc
import json
import os
import select
import subprocess
import sys
import time
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.torture import operations, stages
from tests.torture.scenarios import PLAIN, REAL, SCENARIOS, ScenarioRunner

ROOT = Path(__file__).resolve().parent.parent.parent


def warm(folder, *, real):
    """Run every scenario once, then fork a run for each order."""
    runner = ScenarioRunner(folder)
    spoken, sys.stdout = os.dup(1), sys.stderr
    os.dup2(2, 1)
    runner.record(PLAIN + (REAL if real else ()))
    runner.remember_figures()
    gc.freeze()  # else every run looks through all that was loaded here
    os.write(spoken, b"warm\n")
    while line := sys.stdin.readline():
        order = json.loads(line)
        ending, lifeline = os.pipe()
        child = os.fork()
        if not child:
            live(runner, order, spoken)
        os.close(lifeline)  # only the child holds it now: it closes when the child has gone
        os.write(spoken, f"pid\t{child}\n".encode())
        if ending in select.select([sys.stdin, ending], [], [])[0]:
            os.write(spoken, b"gone\t0\n")
        os.close(ending)
        sys.stdin.readline()  # until then the number belongs to this child, even if it has ended
        _, status = os.waitpid(child, 0)
        os.write(spoken, f"code\t{os.waitstatus_to_exitcode(status)}\n".encode())


def live(runner, order, spoken):
    """Be one run, in a process group of its own; what it says goes into a file."""
    os.setsid()
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    os.dup2(log, 1)
    os.dup2(log, 2)
    sys.stdout, sys.stderr = (os.fdopen(number, "w") for number in (1, 2))
    code = 99
    try:
        run = prepared(runner, order, spoken)
        try:
            code = run()
        finally:
            stages.tell(spoken, "end")
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def prepared(runner, order, spoken):
    """Prepare a run as its order says; what carries it out and gives its exit code."""
    scenario, out = SCENARIOS[order["scenario"]], Path(order["out"])
    os.environ["TZ"] = order.get("zone", "UTC")
    time.tzset()
    now = time.time
    time.time = lambda: now() + order.get("later", 0)
    if order.get("anew"):
        runner.printed.clear()
    if order["recall"]:
        runner.recall_figures(scenario)
    stages.say_stages(spoken)

    def run():
        with runner.printing_for(scenario):
            done = operations.hook(order, out)
            code = runner.run(scenario, out, order["more"])
            done()
        return code

    return run


@dataclass
class Ended:
    """How a run ended: its exit code (-9 if it was killed), its stages in order, what it said."""

    code: int
    stages: list
    said: str


class ForkServer:
    """The warm process, as seen by who gives the orders."""

    def __init__(self, process, folder):
        self.process, self.folder = process, folder

    def run(self, scenario, out, killed=None, **more):
        """Carry out the command of a scenario in a folder; how it ended.

        ``killed`` is a stage and how many seconds after its beginning the whole process group is
        killed. ``at``, ``fault`` and ``slow`` are for operations, see there; ``recall`` false lets
        the run read and compute anew.

        Raises
        ------
        RuntimeError
            With what it said, if the run could not begin, or died though nobody killed it.
        """
        log = out.parent / f"{out.name}.log"
        order = {"scenario": scenario.name, "out": str(out), "log": str(log), "recall": True}
        self._say(json.dumps({**order, "more": [], **more}))
        dies = killed is None and more.get("fault") == "kill"
        pid, told, gone = self._follow(killed[0] if killed else "end", dies=dies)
        if killed and not gone:
            time.sleep(killed[1])
            os.killpg(pid, 9)
        self._say("")
        while (heard := self._hear())[0] != "code":
            told.extend([] if heard[0] == "gone" else [(heard[0], float(heard[1]))])
        said = log.read_text(errors="replace") if log.exists() else ""
        if gone:
            raise RuntimeError(said)
        return Ended(int(heard[1]), told, said)

    def _follow(self, until, *, dies):
        """Follow a run until a stage, its end, or its unexpected death: its number, its stages.

        One that ``dies`` of what it is to do is followed until its number is known.
        """
        told, pid = [], 0
        while not pid or not (dies or {until, "end"} & {stage for stage, _ in told}):
            word, value = self._hear()
            if word == "gone":
                return pid, told, True
            if word == "pid":
                pid = int(value)
            else:
                told.append((word, float(value)))
        return pid, told, False

    def _say(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def _hear(self):
        line = self.process.stdout.readline()
        if not line:
            raise EOFError
        word, _, value = line.rstrip("\n").partition("\t")
        return word, value

    def after(self, name):
        """Folder with the results after a scenario."""
        return self.folder / "after" / name.replace(" ", "-")


@contextmanager
def fork_server(folder, *, real=False):
    """Start the warm process; it lays everything out in a folder."""
    words = [sys.executable, "-m", "tests.torture.fork_server", str(folder), str(int(real))]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    with (
        (folder / "fork_server.log").open("w") as log,
        subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            cwd=ROOT,
            env=environment,
        ) as process,
    ):
        if process.stdout.readline() != "warm\n":
            raise RuntimeError((folder / "fork_server.log").read_text())
        yield ForkServer(process, folder)
        process.stdin.close()


if __name__ == "__main__":
    warm(Path(sys.argv[1]), real=bool(int(sys.argv[2])))
