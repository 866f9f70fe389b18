"""Commands run in this process as a user runs them, and the small project in place of the own."""

import pytest

from generator.cli import main
from generator.project import Project
from tests import small_project as laid_out


@pytest.fixture
def small(tmp_path, monkeypatch):
    """The small project, in place of the one that the program belongs to."""
    made = laid_out.small(tmp_path, monkeypatch)
    monkeypatch.setattr(Project, "here", lambda: made.project)
    return made


@pytest.fixture
def said(capsys):
    """Run a command; its exit code, answer and complaints."""

    def run(*words, ui="en"):
        code = main([*map(str, words), "--ui", ui])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err
        return code, shown.out, shown.err

    return run
