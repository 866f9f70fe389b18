"""The table of doubts for a native reader."""

import csv
import shutil

import pytest

from generator.errors import HouseProblems
from generator.presentation.localisation.catalogue_tools.review import (
    FILE,
    read_review,
    refresh_review,
    text_of,
)
from generator.project import Project

LOCALES = Project.here().locales


def test_every_message_with_a_doubt_exists():
    """If this fails, a message of the table was renamed or removed: correct the table."""
    doubts = read_review(LOCALES)
    assert len(doubts) > 30
    assert [each.message for each in doubts if not text_of(LOCALES, each)] == []


def test_every_doubt_can_be_answered():
    """A question, two answers to choose from at least, and a place for the office's own."""
    for doubt in read_review(LOCALES):
        assert doubt.cells["doubt"], doubt.message
        assert doubt.cells["question"].endswith("?"), doubt.message
        assert len(doubt.cells["alternatives"].split(" | ")) > 1, doubt.message
        assert doubt.language in ("kk", "ru", "en")


def test_the_texts_are_those_of_the_catalogues(tmp_path):
    """If this fails, run `make messages`: a text has changed since the table was written."""
    locales = shutil.copytree(LOCALES, tmp_path / "locales")
    assert refresh_review(locales) == ()
    assert (locales / FILE).read_bytes() == (LOCALES / FILE).read_bytes()


def test_the_table_opens_in_a_spreadsheet():
    """A byte order mark tells the encoding; semicolons part columns where commas part decimals."""
    content = (LOCALES / FILE).read_bytes()
    assert content.startswith("\ufeff".encode())
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert {len(row) for row in rows} == {8}
    assert [int(row[0]) for row in rows[1:]] == list(range(1, len(rows)))


def test_a_table_saved_with_other_columns_is_refused(tmp_path):
    """A spreadsheet may have dropped or moved a column."""
    locales = shutil.copytree(LOCALES, tmp_path / "locales")
    text = (locales / FILE).read_text(encoding="utf-8-sig")
    (locales / FILE).write_text(text.replace("doubt;question", "question;doubt"), encoding="utf-8")
    with pytest.raises(HouseProblems) as error:
        read_review(locales)
    assert error.value.problems[0].key == "problem.column_order"
