"""Keep what a person confirmed: a proposed mapping, and labels that name a region."""

from collections.abc import Sequence
from pathlib import Path

from generator.dataset.intake.mappings import FOLDER, DeclaredMapping, written
from generator.dataset.intake.vocabulary.territory_names import ALIASES_FILE, COLUMNS, drawn
from generator.dataset.readers import as_plain_text
from generator.project import Project


def keep_mapping(project: Project, mapping: DeclaredMapping) -> Path:
    """Write a mapping beside the others; one of the same name is not overwritten."""
    folder = project.data / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    number, path = 1, folder / f"{mapping.name}.toml"
    while path.exists():
        number += 1
        path = folder / f"{mapping.name}-{number}.toml"
    path.write_text(written(mapping), encoding="utf-8")
    return path


def keep_aliases(project: Project, aliases: Sequence[tuple[str, str]]) -> None:
    """Add labels to the table of aliases, those that it has already left out."""
    path = project.classifications / ALIASES_FILE
    text = path.read_text(encoding="utf-8") if path.exists() else f"{','.join(COLUMNS)}\n"
    known = {drawn(line.rpartition(",")[0]) for line in text.splitlines()[1:]}
    new = [(label, code) for label, code in aliases if drawn(label) not in known]
    lines = [f"{drawn_plainly(label)},{code}\n" for label, code in new]
    path.write_text(text + "".join(lines), encoding="utf-8")


def drawn_plainly(label: str) -> str:
    """Return a label without what a table of plain cells cannot hold."""
    return as_plain_text(label.replace(",", " ").replace('"', " "))
