"""Names beside points: none covers another, none leaves its frame."""

from hypothesis import given
from hypothesis import strategies as st

from generator.presentation.charts.labels import LabelBox, Name, place

FRAME = LabelBox(0, 0, 80, 60)

points = st.lists(
    st.tuples(st.floats(0, 80), st.floats(0, 60), st.floats(4, 25)), min_size=1, max_size=20
)


@given(points)
def test_names_lie_apart_and_inside(drawn):
    """Names that may be left out are placed only where they cover nothing."""
    names = [Name(x, y, width, 2.4, 0.8) for x, y, width in drawn]
    boxes = [box for box in place(names, [], FRAME) if box is not None]
    assert not any(box.outside(FRAME) for box in boxes)
    for at, box in enumerate(boxes):
        assert all(box.overlap(other) == 0 for other in boxes[:at])


def test_the_first_free_place_is_taken():
    """Right of the point, else left, else above."""
    name = Name(40, 30, 10, 2, 1)
    (right,) = place([name], [], FRAME)
    assert right.left > 40
    (left,) = place([name], [right], FRAME)
    assert left.left + left.width < 40
    (above,) = place([name], [right, left], FRAME)
    assert above.low > 30


def test_a_name_that_must_stand_stands_anyway():
    """With no free place the least covered one is taken; others are left out."""
    everywhere = [LabelBox(0, 0, 80, 60)]
    assert place([Name(40, 30, 10, 2, 1)], everywhere, FRAME) == [None]
    (box,) = place([Name(40, 30, 10, 2, 1, must=True)], everywhere, FRAME)
    assert box is not None


def test_a_name_that_matters_is_led_to_where_there_is_room():
    """Nothing near its point is free: the name stands further away, clear of every other point."""
    others = [Name(40 + x, 30 + y, 1, 1, 0.5) for x in (-3, 0, 3) for y in (-3, 0, 3) if x or y]
    dear = Name(40, 30, 12, 2.4, 0.8, dear=True)
    marks = [LabelBox(each.x - 0.8, each.y - 0.8, 1.6, 1.6) for each in (dear, *others)]
    box = place([dear, *others], marks, FRAME)[0]
    assert dear.led(box)
    assert all(box.overlap(mark) == 0 for mark in marks)
    assert place([Name(40, 30, 12, 2.4, 0.8), *others], marks, FRAME)[0] is None
