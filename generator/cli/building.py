"""The command that makes briefs: its workers start while figures are still being read."""

import argparse
from functools import partial

from generator.errors import ExitCode
from generator.presentation.language.language import Language
from generator.project import Project
from generator.publication import workers


def build_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Build the briefs that the user asks for."""
    if asked.scheduler:
        return _make(project, asked, language, None)
    open_pool = partial(workers.workers, workers.Gear(project.templates))
    with workers.ahead(open_pool, workers.how_many(asked.jobs)) as ready:
        return _make(project, asked, language, ready)


def _make(
    project: Project,
    asked: argparse.Namespace,
    language: Language,
    ready: workers.OpenPool | None,
) -> ExitCode:
    from generator.cli.making import make_briefs  # noqa: PLC0415 - loads what computes and draws

    return make_briefs(project, asked, language, ready)
