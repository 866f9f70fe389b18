"""Kill builds and issues at random instants; what is left must be whole, and resumable."""

import random
import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from tests.torture import stages
from tests.torture.checks import differing, files_in, lost, partial
from tests.torture.scenarios import PLAIN, REAL

AGAIN = 0.2
"""Share of the kills after which the run that resumes is killed too."""

ANYWHERE = 0.5
"""Share of the kills at any instant of the whole run; the others aim at a stage."""


@dataclass
class Tally:
    """What a series of kills came to."""

    kills: int = 0
    real: int = 0
    missed: int = 0
    partial: int = 0
    lost: int = 0
    differing: int = 0
    complaints: int = 0
    seconds: float = 0
    stages: Counter = field(default_factory=Counter)
    found: list = field(default_factory=list)

    def broken(self):
        """Whether a promise was broken."""
        return bool(self.partial or self.lost or self.differing or self.complaints)

    def never(self):
        """Stages in which no kill fell."""
        wanted = {*stages.BUILDING, *stages.ISSUING, *(stages.PRINTING if self.real else ())}
        return sorted(wanted - self.stages.keys() - {"end"})

    def table(self):
        """The figures as a table that a person reads."""
        rows = [f"{stage:12} {self.stages[stage]:5}" for stage in self.stages]
        names = ("kills", "real", "missed", "partial", "lost", "differing", "complaints")
        rows += [f"{name}: {getattr(self, name)}" for name in names]
        return "\n".join([*rows, f"never: {self.never()}", f"{self.seconds:.0f} s", *self.found])


@dataclass
class StageLengths:
    """How long each stage of a scenario lasts when nobody disturbs it, in seconds."""

    lengths: dict

    @classmethod
    def of(cls, told):
        """Read it from the stages that a run told; a stage that comes twice counts once."""
        lengths = {}
        for (stage, begun), (_, ended) in pairwise(told):
            lengths.setdefault(stage, ended - begun)
        return cls(lengths)

    def instant(self, chance, real):
        """Draw a stage and a moment after its beginning; and whether figures are read anew."""
        if chance.random() < ANYWHERE:
            return ("start", chance.uniform(0, sum(self.lengths.values()))), False
        stage = chance.choice([*self.lengths])
        late = stage not in ("start", "fingerprint", "read", "compute", "plan") or real
        return (stage, chance.uniform(0, self.lengths[stage])), late


class Trials:
    """A series of kills in one folder."""

    def __init__(self, opened, chance):
        self.fork_server, self.chance, self.tally, self.lengths = opened, chance, Tally(), {}
        self.number = 0

    def lengths_of(self, scenario):
        """Measure a scenario once, as it runs when it reads its figures itself."""
        if scenario.name not in self.lengths:
            out = self.lay(scenario)
            told = self.fork_server.run(scenario, out, recall=False).stages
            self.lengths[scenario.name] = StageLengths.of(told)
        return self.lengths[scenario.name]

    def lay(self, scenario):
        """A folder of results as the scenario finds it."""
        self.number += 1
        out = self.fork_server.folder / f"trial-{self.number}"
        if scenario.after:
            shutil.copytree(self.fork_server.after(scenario.after), out)
        else:
            out.mkdir()
        return out

    def kill(self, scenario):
        """Kill one run, and perhaps the next; look at what is left, and let it be resumed."""
        lengths, out = self.lengths_of(scenario), self.lay(scenario)
        before, after = files_in(out), files_in(self.fork_server.after(scenario.name))
        while True:
            instant, recall = lengths.instant(self.chance, scenario.real)
            ended = self.fork_server.run(scenario, out, killed=instant, recall=recall)
            self.count(ended, scenario)
            now = files_in(out)
            self.note("partial", scenario, ended, partial(before, now, after))
            self.note("lost", scenario, ended, lost(before, now))
            if ended.code != -9 or self.chance.random() > AGAIN:
                break
        resumed = self.fork_server.run(scenario, out)
        sound = resumed.code == 0 and "ledger" not in resumed.said
        said = [] if sound and "Traceback" not in resumed.said else [resumed.said[-500:]]
        self.note("complaints", scenario, ended, said)
        self.note(
            "differing", scenario, ended, differing(out, self.fork_server.after(scenario.name))
        )
        if not self.tally.broken():
            shutil.rmtree(out)

    def count(self, ended, scenario):
        """Count a kill, with the stage in which it fell."""
        if ended.code not in (-9, 0):
            raise RuntimeError(ended.said)
        self.tally.missed += ended.code != -9
        if ended.code == -9:
            self.tally.kills += 1
            self.tally.real += scenario.real
            self.tally.stages[ended.stages[-1][0] if ended.stages else "start"] += 1

    def note(self, promise, scenario, ended, wrong):
        """Count what breaks a promise, and keep it to be looked at."""
        setattr(self.tally, promise, getattr(self.tally, promise) + len(wrong))
        if wrong:
            stage = ended.stages[-1][0] if ended.stages else "start"
            self.tally.found.append(f"{promise}: {scenario.name}, {stage}: {wrong[:3]}")


def torture(opened, kills, seed=0, real=0.0):
    """Kill so many runs, a share of them while they print real pages; what it came to."""
    chance, begun = random.Random(seed), time.monotonic()
    trials = Trials(opened, chance)
    while trials.tally.kills < kills:
        printing = real and trials.tally.real < real * kills
        wanted = REAL if printing and chance.random() < 2 * real else PLAIN
        trials.kill(chance.choice(wanted))
    trials.tally.seconds = time.monotonic() - begun
    return trials.tally
