"""A sender that is killed: no letter is lost unflagged, and none is sent twice."""

import os

import pytest

from tests.mail.torture import at_every_commit, torture

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are forked and killed")


def test_killed_at_random_moments():
    """Twenty kills; `make torture-mail` makes it a thousand."""
    tally = torture(20)
    assert tally.kills == 20
    assert tally.sent + tally.unknown == tally.letters
    assert (tally.lost, tally.duplicates, tally.more_unknown_than_kills) == (0, 0, 0)


def test_killed_before_and_after_each_commit_of_the_ledger():
    """The moments that matter, one after the other: three letters."""
    tally = at_every_commit()
    assert tally.kills == 2 * (3 * 3 + 1)  # sending, committing, sent; and the last look
    assert (tally.unknown, tally.unknown_delivered) == (2 * 3, 3)  # around the final dot
    assert tally.sent + tally.unknown == tally.letters
    assert (tally.lost, tally.duplicates, tally.more_unknown_than_kills) == (0, 0, 0)
