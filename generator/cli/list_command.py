"""The command ``list``: what there is, with its codes and names."""

import argparse
import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.cli.console import aligned, printable, say, unit
from generator.cli.table_words import table_in_words, table_unit
from generator.dataset.schema import BY_NAME
from generator.dataset.vintages import load, read_lists
from generator.errors import ExitCode
from generator.findings.claims import TextSlot
from generator.findings.measures import MEASURE
from generator.presentation.localisation.language import Language
from generator.project import Project
from generator.publication.editions import edition_folders, read_manifest

_HEADS: Mapping[str, str] = {
    "code": "cli.list.code",
    "name": "cli.list.name",
    "kato": "cli.list.kato",
    "since": "cli.list.since",
    "until": "cli.list.until",
    "parent": "cli.list.parent",
    "unit": "cli.list.unit",
    "tables": "cli.list.tables",
    "vintage": "cli.list.vintage",
    "title": "cli.list.title",
    "publisher": "cli.list.publisher",
    "licence": "cli.list.licence",
    "language": "cli.list.language",
    "year": "cli.list.year",
    "file": "cli.list.file",
    "number": "cli.list.number",
    "issued": "cli.list.issued",
    "files": "cli.list.files",
    "changed": "cli.list.changed",
    "reason": "cli.list.reason",
}
"""Headings of the columns."""

_Rows = Iterable[Mapping[str, str]]


def list_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """List regions, measures, tables, sources, briefs or editions; JSON has the same columns."""
    rows = list(_LISTS[asked.what](project, language))
    if asked.json:
        say(json.dumps(rows, ensure_ascii=False, indent=1))
    elif rows:
        for line in aligned(_table(rows, language)):
            say(line)
    else:
        say(language.say("cli.list.empty"))
    return ExitCode.DONE


def _table(rows: Sequence[Mapping[str, str]], language: Language) -> list[tuple[str, ...]]:
    """Return the head in words and the cells; a column without any text is left out."""
    used = [name for name in rows[0] if any(row[name] for row in rows)]
    head = tuple(language.say(_HEADS[name]) for name in used)
    return [head, *(tuple(printable(row[name], None) for name in used) for row in rows)]


def _regions(project: Project, language: Language) -> _Rows:
    for each in read_lists(project).regions:
        parts = (each.created, each.abolished)
        yield {
            "code": each.code,
            "name": language.region(each.code),
            "kato": each.kato,
            "since": str(parts[0] or ""),
            "until": str(parts[1] - 1 if parts[1] else ""),
            "parent": language.region(each.parent) if each.parent else "",
        }


def _measures(project: Project, language: Language) -> _Rows:
    del project  # the catalogue of measures is the program's own
    for name, row in MEASURE.items():
        if row.scope == "phase":
            continue  # these are named with their years
        in_words = unit(name, row.unit, language)
        yield {
            "code": name,
            "name": language.say(f"measure.{name}"),
            "unit": language.say(in_words.key) if isinstance(in_words, TextSlot) else "",
            "tables": ", ".join(row.tables),
        }


def _tables(project: Project, language: Language) -> _Rows:
    panel = load(project, None)
    for name in BY_NAME:
        years = panel.years(name)
        rows = panel.observations[panel.observations["table"].eq(name)]
        yield {
            "code": name,
            "name": table_in_words(name, language),
            "unit": table_unit(name, language),
            "since": str(years[0]) if years else "",
            "until": str(years[-1]) if years else "",
            "vintage": max(rows["vintage"], default=""),
        }


def _sources(project: Project, language: Language) -> _Rows:
    del language  # sources are called as they call themselves
    panel = load(project, None)
    for each in panel.sources():
        rows = panel.observations[panel.observations["source"].eq(each.id)]
        yield {
            "code": each.id,
            "title": each.title,
            "publisher": each.publisher,
            "licence": each.licence,
            "tables": ", ".join(sorted(rows["table"].unique())),
        }


def _briefs(project: Project, language: Language) -> _Rows:
    for path in sorted(project.out.glob("[12]*/briefs/*.pdf")):
        subject, code = path.stem.rsplit(".", 1)
        yield {
            "code": path.stem,
            "name": language.region(subject),
            "language": code,
            "year": path.parent.parent.name,
            "file": str(path),
        }


def _editions(project: Project, language: Language) -> _Rows:
    del language  # numbers and days
    for folder in sorted(project.out.glob("[12]*/editions")):
        for each in map(read_manifest, edition_folders(folder.parent)):
            files = [file for file in each.files if file.language]
            yield {
                "year": str(each.year),
                "number": str(each.number),
                "issued": each.issued.isoformat(),
                "vintage": each.vintage.isoformat(),
                "files": str(len(files)),
                "changed": str(sum(map(each.changed, files))),
                "reason": each.although,
            }


_LISTS: Mapping[str, Callable[[Project, Language], _Rows]] = {
    "regions": _regions,
    "measures": _measures,
    "tables": _tables,
    "sources": _sources,
    "briefs": _briefs,
    "editions": _editions,
}
