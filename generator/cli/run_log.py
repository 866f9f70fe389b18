"""The log of a run: whole tracebacks of errors that nobody foresaw, one file a run."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from generator.errors import Location, Problem

FOLDER = "log"
"""Below the folder of results; it is made when it is needed, and nothing else reads it."""


def keep_traces(problems: Iterable[Problem], out: Path) -> tuple[Problem, ...]:
    """Write the tracebacks of problems into one new file, and say where it is.

    Parameters
    ----------
    problems
        Any problems; most have no traceback.
    out
        Folder of results.

    Returns
    -------
    tuple of Problem
        A notice that names the file, or says why it could not be written; empty if there are no
        tracebacks.
    """
    traces = [each.trace for each in problems if each.trace]
    if not traces:
        return ()
    file = out / FOLDER / f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%SZ}-{os.getpid()}.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(traces), encoding="utf-8")
    except OSError as error:
        found = error.strerror or type(error).__name__
        return (Problem("notice.no_log", Location(str(file)), {"found": found}),)
    return (Problem("notice.log", Location(str(file))),)
