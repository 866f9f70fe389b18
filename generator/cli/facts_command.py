"""The command ``facts``: the language-neutral facts and claims of one brief, as JSON."""

import argparse
import json

from generator.cli.console import say
from generator.dataset.vintages import load
from generator.errors import ExitCode
from generator.findings.brief_set import prepare, reference_year
from generator.findings.facts_json import brief_as_json
from generator.presentation.localisation.language import Language
from generator.project import Project


def facts_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Print the facts and claims of one brief as JSON."""
    del language  # JSON has no language
    panel = load(project, asked.as_of)
    year = reference_year(panel, asked.year)
    (brief,) = prepare(panel, year, (asked.region,))
    say(json.dumps(brief_as_json(brief), ensure_ascii=False, indent=1, allow_nan=False))
    return ExitCode.DONE
