"""The command ``build``: start workers while figures are read, then make the briefs."""

import argparse
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from generator.cli.console import say_error
from generator.errors import ExitCode
from generator.presentation.localisation.language import Language
from generator.printing.pool import worker
from generator.project import Project

YOUNG = 200_000
"""Objects to be made before the collector looks for garbage; nearly all that are made stay."""


def build_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Build the briefs that the user asks for."""
    if sys.stderr.isatty():
        say_error(language.say("cli.reading"))
    if asked.scheduler:
        return _make(project, asked, language, None)
    worker_settings, count = worker.WorkerSettings(project.templates), worker.how_many(asked.jobs)
    with worker.ahead(worker_settings, count) as ready, _little_collecting():
        return _make(project, asked, language, ready)


@contextmanager
def _little_collecting() -> Iterator[None]:
    """Look for garbage rarely while modules, figures and facts are made, which all stay."""
    before = gc.get_threshold()
    gc.set_threshold(YOUNG, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _make(
    project: Project,
    asked: argparse.Namespace,
    language: Language,
    ready: worker.OpenPool | None,
) -> ExitCode:
    from generator.cli.build_run import make_briefs  # noqa: PLC0415 - loads what computes and draws

    return make_briefs(project, asked, language, ready)
