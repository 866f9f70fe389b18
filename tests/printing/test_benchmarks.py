"""What the benchmarks are asked for."""

import pytest

from benchmarks.__main__ import chosen


@pytest.mark.parametrize(
    ("arguments", "parts"), [([], list("abcdefg")), (["b"], ["b"]), (["g", "a"], ["g", "a"])]
)
def test_without_arguments_everything_is_compared(arguments, parts):
    """Named parts alone otherwise, on every version of Python."""
    assert chosen(arguments) == parts


def test_another_part_is_refused(capsys):
    """A misspelt part does not run everything."""
    with pytest.raises(SystemExit):
        chosen(["h"])
    assert "'h'" in capsys.readouterr().err
