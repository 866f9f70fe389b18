"""Write the manifest of bare tables, and the reason with which doubtful ones are stored."""

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from generator.dataset.deliveries import Delivery
from generator.dataset.manifests import CLASSIFICATION
from generator.dataset.panel import Source
from generator.dataset.plausibility.doubts import kinds
from generator.dataset.readers import decode, parse_table, sha256
from generator.dataset.schema import BY_FILE
from generator.errors import DataProblems, Problem


@dataclass(frozen=True, slots=True)
class Described:
    """Sources that an office describes with its tables, beside those already known."""

    sources: tuple[Source, ...] = field(default_factory=tuple)


class DeliveryDays(Protocol):
    """The days of a delivery: of its release, and of today."""

    @property
    def released(self) -> date:
        """Day of release."""

    @property
    def received(self) -> date:
        """Today."""

    @property
    def described(self) -> Described:
        """Sources described anew."""


def written(files: Mapping[str, bytes], known: Sequence[Delivery], sent: DeliveryDays) -> str:
    """Write the manifest of bare tables, with what earlier deliveries say of their sources.

    Raises
    ------
    DataProblems
        Where no stored delivery says who produces figures.
    """
    if not known:
        raise DataProblems([Problem("problem.first_without_manifest")])
    used = {name for file, content in files.items() for name in _sources(file, content)}
    sources = {each.id: each for one in known for each in one.vintage.sources}
    sources |= {each.id: each for each in sent.described.sources}
    # Where a source is unknown the delivery is refused: then all known ones are to be named.
    named = [sources[name] for name in sorted(used if used <= set(sources) else sources)]
    return _text(files, _model(known, {each.id for each in named}), named, sent)


def _model(known: Sequence[Delivery], ids: Set[str]) -> Delivery:
    """Return the newest delivery that names one of these sources, else the newest of all."""
    models = [one for one in known if ids & {each.id for each in one.vintage.sources}]
    return max(models or known[-1:], key=lambda one: one.day)


def _text(
    files: Mapping[str, bytes], model: Delivery, named: Sequence[Source], sent: DeliveryDays
) -> str:
    days = {"vintage": sent.released, "received": sent.received, "released": sent.released}
    texts = {
        "vintage_basis": "day of release",
        "producer": model.vintage.producer,
        "licence": model.licence,
        "remarks": ", ".join(sorted(files)),
    }
    if any(BY_FILE[file].has_industry for file in files):
        texts["classification"] = CLASSIFICATION
    lines = [f"{key} = {day.isoformat()}" for key, day in days.items()]
    lines += [f"{key} = {_quoted(text)}" for key, text in texts.items()]
    lines += [line for source in named for line in _source(source)] or ["source = []"]
    lines += [line for file in sorted(files) for line in _table(file, files[file])]
    return "\n".join(lines) + "\n"


def with_reason(manifest: bytes, although: str, found: Sequence[Problem]) -> bytes:
    """Add to a manifest why its delivery is stored, and the doubts by kind and table."""
    head = f"although = {_quoted(although)}\n"
    entries = [
        f'\n[[doubt]]\nkind = "{kind}"\ntable = "{table}"\nnumber = {number}\n'
        for (kind, table), number in kinds(found).items()
    ]
    return head.encode() + manifest + "".join(entries).encode()


def _sources(file: str, content: bytes) -> set[str]:
    rows, _ = parse_table(decode(content, file), file, BY_FILE[file].columns)
    at = BY_FILE[file].columns.index("source")
    return {row.cells[at] for row in rows}


def _source(source: Source) -> list[str]:
    keys = ("id", "title", "publisher", "element", "licence")
    said = {key: str(getattr(source, key)) for key in keys}
    return ["", "[[source]]", *(f"{key} = {_quoted(text)}" for key, text in said.items() if text)]


def _table(file: str, content: bytes) -> list[str]:
    rows = max(content.count(b"\n") - 1, 0)
    return [
        "",
        "[[table]]",
        f"file = {_quoted(file)}",
        f"unit = {_quoted(BY_FILE[file].unit)}",
        f"rows = {rows}",
        f"sha256 = {_quoted(sha256(content))}",
    ]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
