"""Inspect an office's file: understand, compare and judge it as a delivery; nothing is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.dataset.deliveries import Lists
from generator.dataset.intake.mappings import FOLDER, DeclaredMapping, read_mappings
from generator.dataset.intake.office_files.delimited_text import letters_lost
from generator.dataset.intake.office_files.workbook import read_workbook
from generator.dataset.intake.proposal import Answers, Proposal, propose, read_titles
from generator.dataset.intake.sheet_reading import Codes
from generator.dataset.intake.understanding import Understanding, understand
from generator.dataset.intake.vintage_comparison import VintageComparison, compare, unlike
from generator.dataset.intake.vocabulary.territory_names import RegionNames, read_aliases
from generator.dataset.intake.year_template.template_reading import (
    is_template,
    understand_template,
)
from generator.dataset.manifests import MANIFEST
from generator.dataset.origins import read_origins
from generator.dataset.panel import Origin, Panel
from generator.dataset.readers import parse_toml
from generator.dataset.schema import BY_FILE
from generator.dataset.vintages import load, read_lists
from generator.errors import DataProblems, Location, Problem
from generator.project import Project


@dataclass(frozen=True, slots=True)
class IntakeRequest:
    """What a person says beside the files.

    Parameters
    ----------
    mapping
        Name of the mapping to use; empty text for the one that fits.
    answers
        What is said of a file that no mapping is declared for.
    """

    mapping: str = ""
    answers: Answers = field(default_factory=Answers)


@dataclass(frozen=True)
class Inspection:
    """What was found in one file.

    ``proposal`` is there where no mapping is declared for it; ``problems`` are all that stand in
    the way of storing it, none if it can be stored.
    """

    understanding: Understanding
    comparison: VintageComparison
    proposal: Proposal | None
    problems: tuple[Problem, ...]


def is_office_file(path: Path) -> bool:
    """Whether a file is to be understood first: no folder, and no table in the strict form."""
    if path.is_dir() or path.name in BY_FILE or not path.is_file():
        return False
    with path.open("rb") as handle:
        start = handle.read(400).removeprefix(b"\xef\xbb\xbf")
    return not (start.startswith(b"region,") and b",status,borders,source" in start)


class Inspector:
    """Inspects files against the lists, mappings and figures of a project, which it reads once.

    Raises
    ------
    DataProblems
        If the deliveries, lists, aliases or mappings of the project are broken.
    """

    def __init__(self, project: Project, aliases: Sequence[tuple[str, str]] = ()) -> None:
        self.lists: Lists = read_lists(project)
        known = read_aliases(project.classifications, self.lists.regions)
        self.names: RegionNames = known.extended(aliases)
        self.codes = Codes(self.lists.regions, self.lists.districts, self.names)
        self.mappings = read_mappings(project.data / FOLDER)
        self.titles = read_titles(project.classifications)
        self.panel: Panel = load(project, None)
        delivered = (each for one in self.panel.deliveries for each in one.sources)
        self.sources = {each.id: each for each in delivered}

    def inspect(self, path: Path, request: IntakeRequest) -> Inspection:
        """Inspect one file.

        Raises
        ------
        DataProblems
            If it is no workbook or text, cannot be read, or lost letters when it was saved; a
            template may have lost them, since its codes tell its regions.
        """
        workbook = read_workbook(path)
        proposal = None
        if is_template(workbook):
            return self._compared(understand_template(workbook, self.codes, self.sources), None)
        if workbook.kind == "csv" and letters_lost(workbook.sheets[0].rows):
            raise DataProblems([Problem("problem.workbook_letters_lost", Location(workbook.name))])
        found = understand(workbook, self._allowed(request.mapping), self.codes)
        if found.mapping is None and not request.mapping:
            proposal = propose(workbook, self.codes, self.titles, request.answers)
            found = self._as_proposed(found, proposal, request.answers)
        elif found.mapping is None:
            key, slots = "problem.mapping_does_not_fit", {"found": request.mapping}
            found.problems[:] = [Problem(key, Location(workbook.name), slots)]
        return self._compared(found, proposal)

    def _compared(self, found: Understanding, proposal: Proposal | None) -> Inspection:
        """Compare what was understood with the newest figures."""
        workbook = found.workbook
        comparison = compare(found.figures, self.panel)
        problems = [*found.problems]
        if not problems or proposal is None:
            problems += (_in(workbook.name, each) for each in unlike(comparison, self.panel))
        if found.mapping and not found.figures and not problems:
            problems.append(Problem("problem.nothing_read", Location(workbook.name)))
        return Inspection(found, comparison, proposal, tuple(problems))

    def _allowed(self, name: str) -> tuple[DeclaredMapping, ...]:
        return tuple(each for each in self.mappings if name in ("", each.name))

    def _as_proposed(
        self, found: Understanding, proposal: Proposal, answers: Answers
    ) -> Understanding:
        """Read a file by the mapping proposed for it; it stays refused until that is confirmed."""
        several = [each for each in found.problems if each.key == "problem.several_mappings"]
        if several:
            return found
        if proposal.mapping is None:
            found.problems[:] = proposal.problems
            return found
        tried = understand(found.workbook, (proposal.mapping,), self.codes)
        if proposal.problems:
            tried.problems[:] = proposal.problems
        elif not answers.complete and (tried.figures or tried.problems):
            table = proposal.mapping.sheets[0].table
            place = Location(found.workbook.name)
            tried.problems.insert(0, Problem("problem.no_mapping", place, {"table": table}))
        return tried


def confirmed(inspection: Inspection) -> DeclaredMapping | None:
    """Return the proposed mapping of a file that can be stored, to be kept; None if declared."""
    return inspection.proposal.mapping if inspection.proposal else None


def _in(file: str, problem: Problem) -> Problem:
    place = replace(problem.place, file=f"{file} › {problem.place.file}")
    return replace(problem, place=place)


def at_cell(
    problem: Problem, found: Sequence[Understanding], origins: Mapping[tuple[str, int], Origin]
) -> Problem:
    """Put the cell that a figure came from in the place of the row made of it."""
    names = ", ".join(each.workbook.name for each in found)
    table = problem.place.file.rsplit("/", 1)[-1]
    origin = origins.get((table, problem.place.row))
    if origin is None:
        return replace(problem, place=replace(problem.place, file=f"{names} › {table}"))
    letters = origin.cell.rstrip("0123456789")
    row = int(origin.cell.removeprefix(letters))
    return replace(problem, place=Location(f"{names} › {origin.sheet}", row, letters))


def origins_of(whole: Path) -> Mapping[tuple[str, int], Origin]:
    """Return the cells of a written delivery by file and row of its tables."""
    manifest = parse_toml((whole / MANIFEST).read_text(encoding="utf-8"), MANIFEST)
    return read_origins(whole, manifest)[0]
