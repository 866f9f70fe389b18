"""A warm process forks each run, so that a kill costs no start of Python.

It reads one order per line (JSON) from its input; the run tells its stages on its output, and
after a word from the killer the kennel says how it ended.
"""

import gc
import json
import os
import subprocess
import sys
import time
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.torture import operations, stages
from tests.torture.chapters import CHAPTERS, PLAIN, REAL, Theatre

ROOT = Path(__file__).resolve().parent.parent.parent


def warm(folder, *, real):
    """Play the story once, then fork a run for each order."""
    theatre = Theatre(folder)
    spoken, sys.stdout = os.dup(1), sys.stderr
    os.dup2(2, 1)
    theatre.rehearse(PLAIN + (REAL if real else ()))
    theatre.remember_figures()
    gc.freeze()  # else every run looks through all that was loaded here
    os.write(spoken, b"warm\n")
    while line := sys.stdin.readline():
        order = json.loads(line)
        child = os.fork()
        if not child:
            live(theatre, order, spoken)
        os.write(spoken, f"pid\t{child}\n".encode())
        sys.stdin.readline()  # until then the number belongs to this child, even if it has ended
        _, status = os.waitpid(child, 0)
        os.write(spoken, f"code\t{os.waitstatus_to_exitcode(status)}\n".encode())


def live(theatre, order, spoken):
    """Be one run, in a process group of its own; what it says goes into a file."""
    os.setsid()
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    os.dup2(log, 1)
    os.dup2(log, 2)
    sys.stdout, sys.stderr = (os.fdopen(number, "w") for number in (1, 2))
    chapter, out = CHAPTERS[order["chapter"]], Path(order["out"])
    os.environ["TZ"] = order.get("zone", "UTC")
    time.tzset()
    now = time.time
    time.time = lambda: now() + order.get("later", 0)
    if order.get("anew"):
        theatre.printed.clear()
    if order["recall"]:
        theatre.recall_figures(chapter)
    stages.say_stages(spoken)
    code = 99
    try:
        with theatre.stage_of(chapter):
            done = operations.hook(order, out)
            code = theatre.play(chapter, out, order["more"])
            done()
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    stages.tell(spoken, "end")
    os._exit(code)


@dataclass
class Ended:
    """How a run ended: its exit code (-9 if it was killed), its stages in order, what it said."""

    code: int
    stages: list
    said: str


class Kennel:
    """The warm process, as seen by who gives the orders."""

    def __init__(self, process, folder):
        self.process, self.folder = process, folder

    def run(self, chapter, out, killed=None, **more):
        """Carry out the command of a chapter in a folder; how it ended.

        ``killed`` is a stage and how many seconds after its beginning the whole process group is
        killed. ``at``, ``deed`` and ``slow`` are for operations, see there; ``recall`` false lets
        the run read and compute anew.
        """
        log = out.parent / f"{out.name}.log"
        order = {"chapter": chapter.name, "out": str(out), "log": str(log), "recall": True}
        self._say(json.dumps({**order, "more": [], **more}))
        told, pid = [], 0
        while not pid or (not told or told[-1][0] != "end"):
            word, value = self._hear()
            if word == "pid":
                pid = int(value)
                if killed is None and more.get("deed") == "kill":
                    break
            else:
                told.append((word, float(value)))
            if pid and killed and killed[0] in {stage for stage, _ in told}:
                break
        if killed:
            time.sleep(killed[1])
            os.killpg(pid, 9)
        self._say("")
        while (heard := self._hear())[0] != "code":
            told.append((heard[0], float(heard[1])))
        said = log.read_text(errors="replace") if log.exists() else ""
        return Ended(int(heard[1]), told, said)

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
        """Folder with the results after a chapter."""
        return self.folder / "after" / name.replace(" ", "-")


@contextmanager
def kennel(folder, *, real=False):
    """Start the warm process; it lays everything out in a folder."""
    words = [sys.executable, "-m", "tests.torture.kennel", str(folder), str(int(real))]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    with (
        (folder / "kennel.log").open("w") as log,
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
            raise RuntimeError((folder / "kennel.log").read_text())
        yield Kennel(process, folder)
        process.stdin.close()


if __name__ == "__main__":
    warm(Path(sys.argv[1]), real=bool(int(sys.argv[2])))
