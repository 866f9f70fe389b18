"""The command ``data``: all facts of all vintages as a data package."""

import argparse
from pathlib import Path

from generator.cli.console import say, say_error
from generator.dataset.vintages import history
from generator.errors import ExitCode
from generator.findings.claims import Count, Slot, Verbatim
from generator.presentation.localisation.language import Language, load_all
from generator.project import LANGUAGES, Project
from generator.publication.data_package.fact_tables import fact_rows, tables
from generator.publication.data_package.tabular_resource import EXCEL, PLAIN
from generator.publication.data_package.writing import DESCRIPTION, write_package

NAME = "oblys-data"


def data_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Write the data package; each vintage and year is told when its facts are there."""
    target = asked.to or Path(NAME)
    panels = history(project, asked.as_of)
    say_error(language.say("cli.data.start", k=Count(len(panels))))
    found = list(fact_rows(panels, say_error))
    made = tables(found, panels[-1], load_all(project.locales, LANGUAGES), language)
    about = {
        "name": NAME,
        "title": language.say("data_table.package"),
        "profile": "tabular-data-package",
        "version": panels[-1].vintage.isoformat(),
        "sources": [{"title": each.title} for each in panels[-1].sources()],
        "keywords": [panel.vintage.isoformat() for panel in panels],
    }
    write_package(target, about, made, EXCEL if asked.excel else PLAIN)
    slots: dict[str, Slot] = {
        "k": Count(len(found)),
        "k0": Count(len(panels)),
        "path": Verbatim(str(target / DESCRIPTION)),
    }
    say(language.say("cli.data.done", **slots))
    return ExitCode.DONE
