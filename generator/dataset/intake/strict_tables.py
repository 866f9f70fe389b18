"""Write what was understood as a delivery in the strict form, with its origins."""

import csv
import io
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.classifications.regions import Regions
from generator.dataset.intake.sheet_reading import ReadFigure
from generator.dataset.intake.territories import borders_of, present_regions
from generator.dataset.intake.understanding import Understanding
from generator.dataset.intake.vocabulary.cell_values import strict
from generator.dataset.manifests import CLASSIFICATION, MANIFEST
from generator.dataset.origins import CELL_COLUMNS, CELLS_FILE
from generator.dataset.panel import Source
from generator.dataset.readers import LONGEST_CELL, as_plain_text, is_plain_text, sha256
from generator.dataset.schema import BY_FILE, BY_NAME, CURRENT, DISTRICT
from generator.text_checks import mixed_word


@dataclass(frozen=True, slots=True)
class Days:
    """Day of release, which is the vintage, and day on which the figures were received."""

    released: date
    received: date


_Row = tuple[ReadFigure, str, str]
"""A figure, the stored name of its file, and the id of its source."""


def write_delivery(
    found: Sequence[Understanding], days: Days, regions: Regions, folder: Path
) -> Path:
    """Write a delivery: tables, manifest, list of cells, and the offices' own files.

    Parameters
    ----------
    found
        What was understood of each file, without problems.
    days
        Days of release and receipt.
    regions
        The regions, for the borders of the figures.
    folder
        Where the delivery's own folder is made, named by the day of release.

    Returns
    -------
    Path
        The delivery's folder.
    """
    whole = folder / days.released.isoformat()
    whole.mkdir(parents=True)
    files: dict[str, bytes] = {}
    cells: list[Sequence[str]] = []
    originals = {stored_name(at, each): each for at, each in enumerate(found, 1)}
    for table, rows in _by_table(originals).items():
        file = BY_NAME[table].file
        lines = _lines(table, rows, regions)
        files[file] = _csv(BY_NAME[table].columns, [line for line, _ in lines])
        for number, (_, (figure, original, _)) in enumerate(lines, 2):
            sheet = as_plain_text(figure.sheet)[:LONGEST_CELL]
            cells.append((file, str(number), original, sheet, figure.cell))
    files[CELLS_FILE] = _csv(CELL_COLUMNS, cells)
    manifest = _manifest(originals, files, days)
    files |= {name: each.workbook.content for name, each in originals.items()}
    for name, content in {**files, MANIFEST: manifest.encode()}.items():
        (whole / name).write_bytes(content)
    return whole


def stored_name(number: int, found: Understanding) -> str:
    """Name the copy of an office's file: its own name may hold anything."""
    kind = found.workbook.kind
    return f"original-{number}.{kind}"


def _by_table(originals: Mapping[str, Understanding]) -> Mapping[str, list[_Row]]:
    tables: dict[str, list[_Row]] = defaultdict(list)
    for name, each in originals.items():
        source = each.mapping.source.id if each.mapping else ""
        for figure in each.figures:
            tables[figure.table].append((figure, name, figure.source or source))
    return dict(sorted(tables.items()))


def _lines(
    table: str, rows: Sequence[_Row], regions: Regions
) -> list[tuple[tuple[str, ...], _Row]]:
    """Set the cells of every figure in the order of the columns, regions in their order."""
    present = present_regions([figure for figure, _, _ in rows])
    order = {each.code: place for place, each in enumerate(regions)}
    ordered = sorted(rows, key=lambda row: _place(row[0], order))
    lines = []
    for row in ordered:
        figure, _, source = row
        borders = borders_of(figure, present.get((table, figure.year), frozenset()), regions)
        cells = {
            "region": figure.region,
            DISTRICT: figure.district,
            "industry": figure.industry,
            "year": str(figure.year),
            "value": "" if math.isnan(figure.value) else strict(figure.value),
            "status": figure.status,
            "borders": CURRENT if figure.district else borders,
            "source": source,
            "note": "",
        }
        lines.append((tuple(cells[column] for column in BY_NAME[table].columns), row))
    return lines


def _place(figure: ReadFigure, order: Mapping[str, int]) -> tuple[int, str, str, int]:
    return order[figure.region], figure.district, figure.industry, figure.year


def _csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def _manifest(
    originals: Mapping[str, Understanding], files: Mapping[str, bytes], days: Days
) -> str:
    mappings = [each.mapping for each in originals.values() if each.mapping]
    sources = {each.id: each for found in originals.values() for each in _sources(found)}
    first = next(iter(sources.values()))
    texts = {
        "vintage_basis": "day of release",
        "producer": first.publisher,
        "licence": first.licence,
        "remarks": ", ".join(sorted({each.name for each in mappings})),
        "cells": sha256(files[CELLS_FILE]),
    }
    if any(name in BY_FILE and BY_FILE[name].has_industry for name in files):
        texts["classification"] = CLASSIFICATION
    lines = [
        f"vintage = {days.released}",
        f"released = {days.released}",
        f"received = {days.received}",
        *(f"{key} = {_quoted(text)}" for key, text in texts.items()),
    ]
    for source in sources.values():
        lines += ["", "[[source]]", *_source(source)]
    return "\n".join([*lines, *_contents(originals, files)]) + "\n"


def _contents(originals: Mapping[str, Understanding], files: Mapping[str, bytes]) -> Iterator[str]:
    """Describe the tables and the offices' own files."""
    for name, content in files.items():
        if name != CELLS_FILE:
            yield from ("", "[[table]]", *_table(name, content))
    for name, each in originals.items():
        said = {
            "file": name,
            "name": _shown(each.workbook.name, name),
            "sha256": each.workbook.sha256,
        }
        yield from (
            "",
            "[[original]]",
            *(f"{key} = {_quoted(text)}" for key, text in said.items()),
        )


def _sources(found: Understanding) -> Sequence[Source]:
    """Return the sources of a file: those that its figures name, else that of its mapping."""
    return found.sources or ((found.mapping.source,) if found.mapping else ())


def _source(source: Source) -> Iterator[str]:
    for key in ("id", "title", "publisher", "element", "licence"):
        if text := str(getattr(source, key)):
            yield f"{key} = {_quoted(text)}"


def _table(name: str, content: bytes) -> Iterator[str]:
    yield f"file = {_quoted(name)}"
    yield f"unit = {_quoted(BY_NAME[name.removesuffix('.csv')].unit)}"
    rows = content.count(b"\n") - 1
    yield f"rows = {rows}"
    yield f"sha256 = {_quoted(sha256(content))}"


def _shown(name: str, stored: str) -> str:
    """Return the file's own name, or that of the copy where it cannot stand in a manifest."""
    return name if is_plain_text(name) and not mixed_word(name) else stored


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
