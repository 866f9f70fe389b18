"""Names instead of codes on the command line."""

import pytest

from tests.conftest import oblys


def test_region_measure_and_industry_may_be_named():
    """Each in any language, whatever language the answer is in."""
    words = ("explain", "Атырау облысы", "share_in_grp", "--industry", "mining", "--ui", "en")
    named, coded = oblys(*words), oblys("explain", "KZ-23", "share_in_grp", "--industry", "B")
    assert named.returncode == coded.returncode == 0
    assert named.stdout == coded.stdout
    told = oblys("explain", "Атырау", "уровень безработицы")
    assert told.stdout == oblys("explain", "KZ-23", "unemployment_rate").stdout


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("Алматы", "“Алматы” may mean: Almaty region (KZ-19); Almaty city (KZ-75)"),
        ("Актюбе", "Did you mean: Aktobe region (KZ-15)?"),
        ("qwerty123", "no name is like it"),
    ],
)
def test_a_name_that_is_not_clear_is_asked_about(word, told):
    """Nothing is guessed; the answer says what may be meant."""
    answer = oblys("facts", word)
    assert answer.returncode == 1
    assert told in answer.stderr
    assert answer.stdout == ""


def test_all_unclear_words_are_told_at_once():
    """Region and industry of one command."""
    answer = oblys("explain", "Нигде", "gva", "--industry", "какая-то отрасль")
    assert answer.returncode == 1
    assert "Нигде" in answer.stderr
    assert "какая-то отрасль" in answer.stderr
