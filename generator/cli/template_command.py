"""The command ``template``: an empty workbook to fill in with the figures of a year."""

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.cli.console import say
from generator.cli.table_words import table_in_words, table_unit
from generator.cli.verdict_text import today
from generator.dataset.intake.year_template.template_sheets import TemplateSheet, template_sheets
from generator.dataset.intake.year_template.template_workbook import SheetText, write_template
from generator.dataset.schema import BY_NAME, FIRST_YEAR
from generator.dataset.vintages import load
from generator.errors import ExitCode, Location, MachineLacks, Problem, RequestProblems
from generator.findings.claims import Count, Slot, Verbatim
from generator.findings.measures import MEASURE
from generator.presentation.localisation.language import Language, load_all
from generator.project import LANGUAGES, Project

_UNIT_IN_NAME = re.compile(r", [^,]+$")


def template_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Write the workbook of a year; a file that is there is never overwritten."""
    last = today().year
    if not FIRST_YEAR <= asked.year <= last:
        slots = {"found": str(asked.year), "expected": f"{FIRST_YEAR}–{last}"}
        raise RequestProblems([Problem("problem.template_year", slots=slots)])
    tables = sorted({table for measure in MEASURE.values() for table in measure.tables})
    sheets = template_sheets(load(project, None), asked.year, tables)
    target = asked.to or Path(f"oblys-{asked.year}.xlsx")
    languages = load_all(project.locales, LANGUAGES)
    own = (language, *(each for each in languages if each.code != language.code))
    words = [(sheet, _sheet_text(sheet, own)) for sheet in sheets]
    _write(target, write_template(_cover(sheets, asked.year, language), words, asked.year))
    slots_said: dict[str, Slot] = {
        "path": Verbatim(str(target)),
        "year": Verbatim(str(asked.year)),
        "k": Count(len(sheets)),
        "k0": Count(sum(each.coverage > 0 for each in sheets)),
    }
    say(language.say("cli.template.done", **slots_said))
    return ExitCode.DONE


def _write(target: Path, content: bytes) -> None:
    """Write the file in one step, unless there is one of that name."""
    place = Location(str(target))
    if target.exists():
        raise RequestProblems([Problem("problem.template_exists", place)])
    aside = target.with_name(f".{target.name}.part")
    try:
        aside.write_bytes(content)
        aside.rename(target)
    except OSError as error:
        slots = {"found": error.strerror or ""}
        raise MachineLacks([Problem("problem.template_folder", place, slots)]) from error
    finally:
        aside.unlink(missing_ok=True)


def _cover(sheets: Sequence[TemplateSheet], year: int, language: Language) -> SheetText:
    """Say what the workbook is for, and list its sheets."""
    slots: dict[str, Slot] = {"year": Verbatim(str(year))}
    lines = [
        language.say("template.cover", **slots),
        language.say("template.how"),
        language.say("template.codes"),
        language.say("template.classification"),
        language.say("template.cover_use"),
    ]
    for key, needed in (("template.cover_needed", True), ("template.cover_other", False)):
        lines += ["", language.say(key)]
        for number, each in enumerate(sheets, 1):
            if bool(each.coverage) == needed:
                lines.append(f"{number}. {table_in_words(each.table, language)}")
    return SheetText(language.say("template.notes"), tuple(lines), "", (), {}, {}, "")


def _sheet_text(sheet: TemplateSheet, languages: Sequence[Language]) -> SheetText:
    own = languages[0]
    name = _UNIT_IN_NAME.sub("", table_in_words(sheet.table, own))
    published, preliminary = (
        own.say(f"passport.status.{status}") for status in ("published", "preliminary")
    )
    return SheetText(
        name=name,
        head=tuple(_head(sheet, name, own)),
        status=own.say("template.status"),
        statuses=(published, preliminary),
        names={code: tuple(each.region(code) for each in languages) for code in sheet.regions},
        headings=_headings(sheet, languages),
        before=own.say("template.before", year=Verbatim(str(sheet.before))),
    )


def _head(sheet: TemplateSheet, name: str, language: Language) -> Iterator[str]:
    year: dict[str, Slot] = {"year": Verbatim(str(sheet.year))}
    yield language.say("template.title", indicator=Verbatim(name), **year)
    yield language.say("template.unit", unit=Verbatim(table_unit(sheet.table, language)))
    if sheet.coverage:
        share = Verbatim(language.percent(sheet.coverage, 0))
        yield language.say("template.need", p=share, **year)
    else:
        yield language.say("template.optional", **year)
    yield language.say("template.how")
    yield language.say("template.codes")
    if BY_NAME[sheet.table].has_industry:
        yield language.say("template.classification")


def _headings(
    sheet: TemplateSheet, languages: Sequence[Language]
) -> Mapping[str, tuple[str, ...]]:
    """Return the headings of each column: names of the industry, or one that names the year."""
    own = languages[0]
    now = own.say("template.now", year=Verbatim(str(sheet.year)))
    if not BY_NAME[sheet.table].has_industry:
        return {"": (now,)}
    return {
        column.industry: (now, *_industry_names(column.industry, languages))
        for column in sheet.columns
    }


def _industry_names(code: str, languages: Sequence[Language]) -> Iterator[str]:
    for each in languages:
        yield each.industry(code) if code else each.say("template.whole")
