"""Cut off, or let fail, every single operation on the disk in turn; cut the power after each."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.torture import power
from tests.torture.checks import differing, files_in, issued_in, lost, partial, unkept

SAFE_ENDS = (0, 3)
"""Exit codes when the disk fails: the run got over it, or said what the machine lacks.

An edition is refused besides where the ledger could not be read.
"""


CLEARING = ("unlink", "rmdir", "chmod")
"""Operations that rarely fail for lack of room: only the long form lets them fail."""


@dataclass
class Found:
    """One operation that broke a promise: its number and name, and what was wrong."""

    number: int
    operation: str
    wrong: list


class OperationTrials:
    """Tries one scenario again and again."""

    def __init__(self, opened, scenario, more=()):
        self.fork_server, self.scenario, self.more = opened, scenario, list(more)
        self.wanted = self.fresh("wanted")
        self.operations = self.undisturbed()

    def fresh(self, name):
        """A folder of results as the scenario finds it."""
        out = self.fork_server.folder / f"{self.scenario.name.replace(' ', '-')}-{name}"
        for left in (out, Path(f"{out}.ledgers")):
            shutil.rmtree(left, ignore_errors=True)
        if self.scenario.after:
            shutil.copytree(self.fork_server.after(self.scenario.after), out)
        else:
            out.mkdir()
        return out

    def undisturbed(self):
        """What a run does to the disk when nothing happens to it."""
        ended = self.run(self.wanted, fault="count")
        if ended.code:
            raise RuntimeError(ended.said)
        return json.loads(self.wanted.with_suffix(".ops").read_text())

    def run(self, out, **more):
        """Run the command of the scenario once."""
        return self.fork_server.run(self.scenario, out, more=self.more, **more)

    def numbers(self, *, thin):
        """Numbers of the operations to try: all, or few of those that are alike.

        Alike are those of one kind on the files of one folder, of which the first is tried, and
        those on the ledger, of which the first and the last.
        """
        if not thin:
            return [*range(1, len(self.operations) + 1)]
        files = (".pdf", ".json")
        named = [
            each.rpartition("/")[0] if each.endswith(files) else each for each in self.operations
        ]
        first = {each: at for at, each in reversed([*enumerate(named, 1)])}
        last = max(at for at, each in enumerate(named, 1) if each.startswith("ledger"))
        return sorted({*first.values(), last})

    def kill_at_each(self, *, thin=False):
        """Kill just before each operation, look, and resume; what was wrong."""
        found = []
        for number in self.numbers(thin=thin):
            out = self.fresh("kill")
            before, after = files_in(out), files_in(self.wanted)
            ended = self.run(out, at=number, fault="kill")
            now = files_in(out)
            wrong = [] if ended.code == -9 else [f"code {ended.code}"]
            wrong += [*partial(before, now, after), *lost(before, now), *self.resumed(out)]
            found += self.noted(number, wrong)
        return found

    def resumed(self, out):
        """Run once more; what is not as after an undisturbed run."""
        ended = self.run(out)
        return [*complaints(ended, (0,)), *differing(out, self.wanted)]

    def fail_at_each(self, fault, *, thin=False, lasting=False):
        """Let each operation fail in turn; what was wrong.

        The old results stay, or the new ones are complete; nothing temporary is left; the
        complaint is a sentence; the next run is as if nothing had been.
        """
        found = []
        for number in self.numbers(thin=thin):
            if thin and self.operations[number - 1].startswith(CLEARING):
                continue
            out = self.fresh("fail")
            before, after = files_in(out), files_in(self.wanted)
            ended = self.run(out, at=number, fault=fault, slow=lasting)
            now = files_in(out)
            expected = after if ended.code == 0 else before
            refused = (4,) if "the ledger cannot be read" in ended.said else ()
            wrong = complaints(ended, SAFE_ENDS + refused)
            wrong += partial(expected, now, expected) if self.is_build else []
            wrong += [*lost(before, now)]
            found += self.noted(number, wrong + self.resumed(out))
        return found

    @property
    def is_build(self):
        """Whether the scenario makes briefs."""
        return self.scenario.words[0] == "build"

    def cut_power(self, *, limit=None):
        """Replay the run with a power cut after each change; how many states, and what was wrong.

        ``limit`` resumes only so many of the states, evenly chosen; all are looked at.
        """
        out = self.fresh("power")
        before, after = files_in(out), files_in(self.wanted)
        self.run(out, fault="record")
        log = json.loads(out.with_suffix(".ops").read_text())
        kept, found = list(power.states(log)), []
        ledgers = Path(f"{out}.ledgers")
        issued = {int(each.name): issued_in(each) for each in ledgers.iterdir()}
        step = max(1, len(kept) // limit) if limit else 1
        for number, (version, files) in enumerate(kept):
            wrong = [*partial(before, files, after), *lost(before, files)]
            wrong += unkept(issued[version], files)
            if number % step == 0:
                again = self.restored(version, files, ledgers)
                wrong += self.resumed(again)
            found += self.noted(number, wrong, f"ledger {version}")
        return len(kept), found

    def restored(self, version, files, ledgers):
        """Put a state of the disk back into a folder."""
        out = self.fork_server.folder / "trial-restored"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        for path, content in files.items():
            place = out / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        for file in (ledgers / str(version)).iterdir():
            shutil.copy(file, out)
        return out

    def noted(self, number, wrong, name=""):
        """Name an operation if something was wrong."""
        name = name or self.operations[number - 1]
        return [Found(number, name, [str(each)[-400:] for each in wrong])] if wrong else []


def complaints(ended, codes):
    """What is wrong with the way a run ended: a traceback, or another exit code."""
    wrong = [] if ended.code in codes else [f"code {ended.code}"]
    return wrong + ([ended.said] if "Traceback" in ended.said or wrong else [])
