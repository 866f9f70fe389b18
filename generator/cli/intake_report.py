"""What was understood of an office's file, in words."""

import math
from collections.abc import Iterator, Mapping
from datetime import date

from generator.cli.console import printable
from generator.cli.table_words import table_unit
from generator.dataset.intake.inspection import Inspection
from generator.dataset.intake.sheet_reading import Ignored, ReadFigure, SheetReading
from generator.dataset.intake.territories import YearSum
from generator.dataset.intake.vintage_comparison import Changed, VintageComparison
from generator.dataset.year_coverage import year_spans
from generator.findings.claims import Count, Day, Number, Slot, TextSlot, Verbatim, Year
from generator.findings.measuring.frame_cells import known
from generator.presentation.localisation.language import Language

SAMPLES = 5
LARGEST = 5


def intake_lines(found: Inspection, language: Language) -> Iterator[str]:
    """Say what a file was understood to hold, line by line."""
    yield from _IntakeReport(found, language).lines()


class _IntakeReport:
    """The words about one file."""

    def __init__(self, found: Inspection, language: Language) -> None:
        self.found, self.language = found, language
        self.understood = found.understanding

    def lines(self) -> Iterator[str]:
        """Say everything: what it is, samples, regions, what was left out, sums, comparison."""
        yield from self._head()
        for reading in self.understood.readings:
            if reading.figures:
                yield from self._sheet(reading)
        if self.understood.figures:
            yield from self._samples()
            yield from self._regions()
            yield from self._statuses()
        yield from (self._ignored(each) for each in self.understood.left_out)
        yield from self._sums()
        yield from self._unmatched()
        if self.understood.figures:
            yield from self._comparison(self.found.comparison)

    def _head(self) -> Iterator[str]:
        mapping = self.understood.mapping
        file = Verbatim(printable(self.understood.workbook.name))
        if mapping is not None and self.understood.sources:
            items = ", ".join(each.id for each in self.understood.sources)
            yield self.language.say("cli.intake.template", file=file, items=Verbatim(items))
        elif mapping is not None:
            key = "cli.intake.proposed" if self.found.proposal else "cli.intake.file"
            slots: dict[str, Slot] = {
                "file": file,
                "name": Verbatim(mapping.name),
                "source": Verbatim(mapping.source.id),
            }
            yield self.language.say(key, **slots)
        if not self.understood.workbook.sees_hidden:
            yield self.language.say("cli.intake.hidden_unseen", file=file)

    def _sheet(self, reading: SheetReading) -> Iterator[str]:
        rule = reading.rule
        years = sorted({figure.year for figure in reading.figures})
        yield self.language.say(
            "cli.intake.sheet",
            item=Verbatim(printable(reading.sheet)),
            indicator=TextSlot(f"table.{rule.table}"),
            items=Verbatim(year_spans(years)),
            k=Count(len(reading.figures)),
            unit=Verbatim(table_unit(rule.table, self.language)),
            text=Verbatim(f"{rule.factor:.10g}"),
        )

    def _samples(self) -> Iterator[str]:
        figures = self.understood.figures
        yield self.language.say("cli.intake.samples")
        step = max((len(figures) - 1) // (SAMPLES - 1), 1)
        for each in figures[::step][:SAMPLES]:
            yield "  " + self.language.say(
                "cli.intake.sample",
                text=Verbatim(printable(f"{each.sheet}!{each.cell}")),
                item=Verbatim(printable(" ".join(each.label.split()))),
                subject=Verbatim(self._territory(each)),
                indicator=TextSlot(f"table.{each.table}"),
                year=Year(each.year),
                v=self._value(each.value),
                unit=Verbatim(table_unit(each.table, self.language)),
                status=TextSlot(f"passport.status.{each.status}"),
            )

    def _territory(self, figure: ReadFigure) -> str:
        name = self.language.region(figure.region, "nom")
        whose = f"{name} ({figure.district or figure.region})"
        if not figure.industry:
            return whose
        return f"{whose}, {self.language.industry(figure.industry)} ({figure.industry})"

    def _value(self, value: float) -> Verbatim:
        if math.isnan(value):
            return Verbatim(self.language.number(None))
        _, _, digits = f"{value:.15g}".partition(".")
        return Verbatim(self.language.number(value, len(digits)))

    def _regions(self) -> Iterator[str]:
        labels: dict[str, str] = {}
        for reading in self.understood.readings:
            for each in (*reading.figures, *reading.totals):
                if not each.district:
                    labels.setdefault(" ".join(each.label.split()), each.region)
        if labels:
            items = "; ".join(
                f"{printable(label)} → {code} {self.language.region(code, 'nom')}"
                for label, code in labels.items()
            )
            k = Count(len(labels))
            yield self.language.say("cli.intake.regions", k=k, items=Verbatim(items))

    def _statuses(self) -> Iterator[str]:
        for reading in self.understood.readings:
            for mark, text in reading.footnotes.items():
                yield self.language.say(
                    "cli.intake.footnote",
                    item=Verbatim(printable(reading.sheet)),
                    number=Verbatim(mark),
                    text=Verbatim(printable(text)),
                )
        by_status: dict[str, list[ReadFigure]] = {}
        for each in self.understood.figures:
            by_status.setdefault(each.status, []).append(each)
        for status, figures in by_status.items():
            yield self.language.say(
                "cli.intake.status",
                status=TextSlot(f"passport.status.{status}"),
                k=Count(len(figures)),
                items=Verbatim(year_spans(sorted({each.year for each in figures}))),
            )

    def _ignored(self, each: Ignored) -> str:
        items = list(each.items)
        if all(item.isdigit() for item in items):
            items = [year_spans([int(item) for item in items])] if items else []
        shown = [printable(item) for item in items]
        return self.language.say(
            "cli.intake.left_out",
            item=Verbatim(printable(each.sheet)),
            text=TextSlot(f"intake.reason.{each.reason}"),
            k=Count(each.count),
            items=Verbatim(", ".join(shown) or "–"),
        )

    def _sums(self) -> Iterator[str]:
        sums = [each for each in self.understood.sums if not math.isnan(each.nation)]
        by_table: dict[str, list[YearSum]] = {}
        for each in sums:
            by_table.setdefault(each.table, []).append(each)
        for table, years in by_table.items():
            if equal := [each.year for each in years if each.adds_up]:
                yield self.language.say(
                    "cli.intake.sums",
                    indicator=TextSlot(f"table.{table}"),
                    items=Verbatim(year_spans(equal)),
                )
        if without := [each.year for each in self.understood.sums if math.isnan(each.nation)]:
            yield self.language.say("cli.intake.no_nation", items=Verbatim(year_spans(without)))
        yield from self._doubled()

    def _doubled(self) -> Iterator[str]:
        for each in self.understood.sums:
            if each.doubled != each.regions:
                yield "  " + self.language.say(
                    "cli.intake.doubled",
                    year=Year(each.year),
                    v1=Number(each.doubled, 1),
                    v=Number(each.regions, 1),
                    unit=Verbatim(table_unit(each.table, self.language)),
                )

    def _unmatched(self) -> Iterator[str]:
        rows = [each for reading in self.understood.readings for each in reading.unmatched]
        if rows:
            items = ", ".join(
                f"{' '.join(each.label.split())} ({each.region}, {each.cell})" for each in rows
            )
            yield self.language.say(
                "cli.intake.unmatched", k=Count(len(rows)), items=Verbatim(items)
            )

    def _comparison(self, found: VintageComparison) -> Iterator[str]:
        yield self.language.say(
            "cli.intake.compared",
            date=Day(date.fromisoformat(found.vintage)),
            k=Count(len(found.equal)),
            k0=Count(len(found.changed)),
            n_all=Count(len(found.new)),
            n_bad=Count(len(found.vanished)),
        )
        for each in found.largest[:LARGEST]:
            yield f"  {self._changed(each)}"
        for key, years in (
            ("cli.intake.new", [each.year for each in found.new]),
            ("cli.intake.vanished", [cell[3] for cell in found.vanished]),
        ):
            if years:
                items = Verbatim(year_spans(sorted(set(years))))
                yield self.language.say(key, k=Count(len(years)), items=items)
        if found.regions:
            names = [self.language.region(code, "nom") for code in found.regions]
            yield self.language.say(
                "cli.intake.touched", k=Count(len(names)), items=Verbatim(", ".join(names))
            )

    def _changed(self, each: Changed) -> str:
        slots: dict[str, Slot] = {
            "subject": Verbatim(self._territory(each.figure)),
            "year": Year(each.figure.year),
            "v0": self._value(each.known),
            "v1": self._value(each.figure.value),
            "unit": Verbatim(table_unit(each.figure.table, self.language)),
            "text": Verbatim(printable(f"{each.figure.sheet}!{each.figure.cell}")),
        }
        finite = abs(each.percent) != float("inf")
        change = Verbatim(self.language.percent(each.percent if finite else None, 1, signed=True))
        return self.language.say("cli.intake.changed", **slots, p=change)


def intake_json(found: Inspection) -> Mapping[str, object]:
    """Return what a file was understood to hold, as plain values."""
    understood, compared = found.understanding, found.comparison
    return {
        "file": understood.workbook.name,
        "sha256": understood.workbook.sha256,
        "mapping": understood.mapping.name if understood.mapping else None,
        "proposed": found.proposal is not None,
        "figures": [*map(_figure_json, understood.figures)],
        "left_out": [
            {"sheet": x.sheet, "reason": x.reason, "count": x.count, "items": list(x.items)}
            for x in understood.left_out
        ],
        "unmatched": [
            {"label": each.label, "region": each.region, "sheet": each.sheet, "cell": each.cell}
            for reading in understood.readings
            for each in reading.unmatched
        ],
        "sums": [
            {
                "table": x.table,
                "year": x.year,
                "regions": x.regions,
                "doubled": x.doubled,
                "nation": known(x.nation),
            }
            for x in understood.sums
        ],
        "compared": {
            "vintage": compared.vintage,
            "equal": len(compared.equal),
            "changed": len(compared.changed),
            "new": len(compared.new),
            "vanished": len(compared.vanished),
        },
    }


def _figure_json(figure: ReadFigure) -> Mapping[str, object]:
    names = ("table", "region", "district", "year", "status", "sheet", "cell", "label")
    return {name: getattr(figure, name) for name in names} | {"value": known(figure.value)}
