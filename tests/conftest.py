"""The real figures in both vintages, and one complete build for all tests that read PDFs."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from generator.dataset.vintages import load
from generator.project import Project
from tests.small_brief import issued, printer, small, sound, tried, warm

__all__ = ["issued", "printer", "small", "sound", "tried", "warm"]

# No deadline: a slow machine is not a wrong result. The same examples every time.
settings.register_profile("steady", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("steady")

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser):
    """One flag takes over what the briefs say now as what was agreed."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden")


@pytest.fixture(scope="session")
def panel():
    """The real figures, newest vintage."""
    return load(Project.here(), None)


@pytest.fixture(scope="session")
def quoted():
    """The real figures as they were known at the end of 2023."""
    return load(Project.here(), date(2023, 12, 31))


def oblys(*words, **more):
    """Run the command as a user does."""
    command = [sys.executable, "-m", "generator", *map(str, words)]
    environment = {**os.environ, "OBLYS_UI": "en", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        **more,
    )


@pytest.fixture(scope="session")
def run():
    """Run the command and return the finished process."""
    return oblys
