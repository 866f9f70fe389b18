"""Describe what can go wrong for a user as values: what, where, and the exit code.

No sentence stands here. A problem carries the key of a message and the words that fill it;
the message itself is in the catalogues under ``locales``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from traceback import extract_tb, format_exception


class ExitCode(IntEnum):
    """What a command tells the shell."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    MACHINE_LACKS = 3
    REFUSED = 4
    PARTLY_FAILED = 5
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Location:
    """Where a problem was found: a file, and inside it a row and a column.

    ``row`` counts lines of the file from 1, the header included, as a spreadsheet shows them.
    Empty text and 0 mean that the problem is not tied to a file, row or column.
    """

    file: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a delivery or a request.

    ``key`` names the message (``problem.unknown_region``); ``slots`` are the words and numbers
    that fill it, already as text: at least ``found`` and ``expected`` where they make sense.
    ``trace`` is the whole traceback of an error that nobody foresaw, for the log of the run.
    """

    key: str
    place: Location = field(default_factory=Location)
    slots: Mapping[str, str] = field(default_factory=dict)
    trace: str = field(default="", repr=False, compare=False)


class OblysError(Exception):
    """An error that a user can meet; ``problems`` holds all of them, not the first."""

    exit_code = ExitCode.PROBLEMS

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Keys of the messages, for a developer's log."""
        return "; ".join(problem.key for problem in self.problems)


class DataProblems(OblysError):  # noqa: N818 - holds all problems, not one error
    """The deliveries have problems: nothing was built."""


class RequestProblems(OblysError):  # noqa: N818 - holds all problems, not one error
    """The request asks for something that the data do not hold."""


class UsageProblems(OblysError):  # noqa: N818 - holds all problems, not one error
    """The command line is not understood."""

    exit_code = ExitCode.USAGE


class MachineLacks(OblysError):  # noqa: N818 - holds all problems, not one error
    """Something that the program needs is not on this machine."""

    exit_code = ExitCode.MACHINE_LACKS


class Refused(OblysError):  # noqa: N818 - holds all problems, not one error
    """Refused for safety."""

    exit_code = ExitCode.REFUSED


class PartlyFailed(OblysError):  # noqa: N818 - holds all problems, not one error
    """Some briefs failed; the others are done."""

    exit_code = ExitCode.PARTLY_FAILED


class HouseProblems(OblysError):  # noqa: N818 - holds all problems, not one error
    """The project is incomplete: a missing translation, template or asset stops the build."""


def disk_problem(error: OSError, place: str) -> MachineLacks:
    """Return the problem of a disk that is full or fails, at the file that it struck."""
    slots = {"found": error.strerror or type(error).__name__}
    return MachineLacks([Problem("problem.disk", Location(str(error.filename or place)), slots)])


_OWN = ("templates", "generator")
"""Folders of the project whose files an error is looked for in."""


def unexpected(key: str, error: BaseException, name: str = "") -> Problem:
    """Return the problem of an error that nobody foresaw.

    Parameters
    ----------
    key
        Key of the message.
    error
        What was raised.
    name
        What failed because of it.

    Returns
    -------
    Problem
        Its slots are the error (``found``) and the template and source file with their lines
        that it was raised in (``path``); its ``trace`` is the whole traceback.
    """
    spots = dict(_own_spots(error))
    slots = {
        "found": f"{type(error).__name__}: {error}",
        "path": ", ".join(spots[folder] for folder in _OWN if folder in spots) or "–",
    }
    return Problem(key, Location(name), slots, f"{name}\n{''.join(format_exception(error))}")


def _own_spots(error: BaseException) -> Iterator[tuple[str, str]]:
    """Find the project's own files in a traceback, the outermost first, by their folder."""
    frames = [(frame.filename, frame.lineno) for frame in extract_tb(error.__traceback__)]
    named = getattr(error, "filename", None), getattr(error, "lineno", None)
    for file, line in (*frames, named):  # what a template is misspelt in never ran
        parts = Path(file).parts if isinstance(file, str) and line else ()
        folder = next((each for each in reversed(parts) if each in _OWN), None)
        if folder:
            start = len(parts) - 1 - parts[::-1].index(folder)
            yield folder, f"{'/'.join(parts[start:])}:{line}"
