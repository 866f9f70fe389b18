"""The log of a run: tracebacks are kept where the user is told, never shown on the terminal."""

import pytest

from generator.cli import main
from generator.cli.run_log import keep_traces
from generator.errors import Location, Problem
from generator.presentation.brief_html import fill
from generator.printing import brief_printer
from generator.project import Project
from tests import small_project


def test_without_tracebacks_there_is_no_log(tmp_path):
    """The folder is made only when it is needed."""
    assert keep_traces([Problem("problem.memory")], tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


def test_all_tracebacks_of_a_run_are_in_one_file(tmp_path):
    """Its name has no colon, which not every disk bears."""
    problems = [
        Problem("problem.brief_failed", Location(name), trace=f"{name}\nTraceback")
        for name in ("KZ-10.kk", "KZ-10.ru")
    ]
    (notice,) = keep_traces(problems, tmp_path)
    (file,) = (tmp_path / "log").iterdir()
    assert (notice.key, notice.place.file) == ("notice.log", str(file))
    assert file.read_text("utf-8") == "KZ-10.kk\nTraceback\nKZ-10.ru\nTraceback"
    assert ":" not in file.name


def test_a_log_that_cannot_be_written_is_said(tmp_path):
    """The problems themselves are told all the same."""
    (tmp_path / "log").write_text("in the way")
    (notice,) = keep_traces([Problem("problem.unexpected", trace="Traceback")], tmp_path)
    assert notice.key == "notice.no_log"


@pytest.mark.parametrize(
    ("ui", "said"),
    [("en", "did not expect"), ("ru", "не ожидала"), ("kk", "күтпеген қате")],
)
def test_an_error_of_the_command_itself_is_one_sentence(tmp_path, monkeypatch, capsys, ui, said):
    """Exit code 1, no traceback on the terminal, the whole of it in the log."""
    monkeypatch.setattr("generator.cli.facts_command.load", lambda *_: 1 / 0)
    words = ["facts", "KZ-23", "--ui", ui, "--out", str(tmp_path)]
    assert main(words) == 1
    told = capsys.readouterr().err
    assert "ZeroDivisionError: division by zero (generator/cli/facts_command.py:" in told
    assert said in told
    assert "Traceback" not in told
    (file,) = (tmp_path / "log").iterdir()
    assert str(file) in told
    assert file.read_text("utf-8").rstrip().endswith("ZeroDivisionError: division by zero")


@pytest.fixture
def command(small, monkeypatch):
    """Run a command in the small project, as a user does."""
    monkeypatch.setattr(Project, "here", classmethod(lambda _: small.project))
    return lambda *words: main([*words, "--ui", "en"])


def test_a_broken_template_is_named_and_the_other_briefs_are_done(
    small, command, monkeypatch, capsys
):
    """Exit code 5; the template with its line and the log are told, no traceback, no delivery."""
    plain = small_project.PlainPages.brief_document

    def written(pages, brief, figure_set, found=()):
        if brief.subject == "KZ-63":
            fill(small.project.templates, "broken.html", {})
        return plain(pages, brief, figure_set, found)

    template = small.project.templates / "broken.html"
    template.write_text("one\n{{ nobody.knows }}", encoding="utf-8")
    monkeypatch.setattr(small_project.PlainPages, "brief_document", written)
    assert command("build", "--language", "en") == 5
    told = capsys.readouterr().err
    assert "KZ-63.en: the brief could not be made: UndefinedError: 'nobody' is undefined" in told
    assert "(templates/broken.html:2, generator/" in told
    assert "Traceback" not in told
    assert "delivery" not in told
    (file,) = (small.project.out / "log").iterdir()
    assert str(file) in told
    assert "UndefinedError" in file.read_text("utf-8")
    assert (small.project.out / "2023" / "briefs" / "KZ-10.en.pdf").exists()
    assert not (small.project.out / "2023" / "log").exists()


def test_what_was_left_out_is_told_once_and_is_no_failure(command, monkeypatch, capsys):
    """All briefs are printed; one line says which acceleration was left out, and why."""
    slots = {"items": "lines", "found": "weasyprint 69.0", "expected": "weasyprint 70.0"}
    notice = Problem("notice.other_version", slots=slots)
    monkeypatch.setattr(brief_printer.BriefPrinter, "notices", (notice,))
    assert command("build") == 0
    told = capsys.readouterr().err
    assert told.count("Installed: weasyprint 69.0; expected: weasyprint 70.0.") == 1


def test_a_log_makes_nothing_stale(small, command, capsys):
    """A build that has nothing to do still has nothing to do."""
    assert command("build") == 0
    keep_traces([Problem("problem.unexpected", trace="Traceback")], small.project.out)
    capsys.readouterr()
    assert command("build") == 0
    assert "KZ-10" not in capsys.readouterr().out
