"""Contact sheets: every page of a brief in one picture, in colour and in grey."""

import pytest
from PIL import Image

from tests import look


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    """The contact sheets of one brief."""
    out = tmp_path_factory.mktemp("out")
    assert look.main(["KZ.en", "--dots", "24", "--out", str(out)]) == 0
    return out / "look"


def test_a_brief_is_shown_in_colour_and_in_grey(sheets):
    """Two pictures of the same size, one without colours."""
    assert {path.name for path in sheets.iterdir()} == {"KZ.en.png", "KZ.en.grey.png"}
    with (
        Image.open(sheets / "KZ.en.png") as coloured,
        Image.open(sheets / "KZ.en.grey.png") as grey,
    ):
        assert (coloured.mode, grey.mode) == ("RGB", "L")
        assert coloured.size == grey.size


@pytest.mark.parametrize(("count", "rows"), [(1, 1), (3, 1), (4, 2), (7, 3)])
def test_pages_lie_in_rows_of_three(count, rows):
    """Each page keeps its size; the last row may be short."""
    pages = [Image.new("RGB", (20, 30), (at, 0, 0)) for at in range(count)]
    sheet = look.contact_sheet(pages)
    edge = look.EDGE
    assert sheet.size == (3 * (20 + edge) + edge, rows * (30 + edge) + edge)
    at = count - 1
    row, column = divmod(at, 3)
    assert sheet.getpixel((edge + column * (20 + edge), edge + row * (30 + edge))) == (at, 0, 0)
