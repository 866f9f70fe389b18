"""Which input figures differ between two vintages."""

from datetime import date

from generator.dataset.cells_diff import revised_figures
from generator.dataset.vintages import history, load


def test_a_revised_figure_is_named_with_both_values(tiny):
    """Gross regional product of Astana in 2022: 466.4 in the older vintage, 476.1 in the newer."""
    old, new = (load(tiny.project, day) for day in (date(2024, 6, 30), None))
    found = {
        (each.table, each.region, each.industry, each.year): each
        for each in revised_figures(old, new)
    }
    was = old.observation("grp", "KZ-71", 2022).value
    each = found["grp", "KZ-71", "", 2022]
    assert (each.old, each.new, each.unit) == (was, 476.1, "mln KZT")
    assert each.relative == (476.1 / was - 1) * 100
    assert was != 476.1


def test_a_figure_that_only_one_vintage_has_is_among_them(tiny):
    """No value before, so no relative change either."""
    old, new = (load(tiny.project, day) for day in (date(2024, 6, 30), None))
    first = next(each for each in revised_figures(old, new) if each.table == "average_population")
    assert str(first.old) == "nan"
    assert first.new > 0
    assert first.relative is None


def test_a_vintage_does_not_differ_from_itself(tiny):
    """Suppressed values are the same in both."""
    panel = load(tiny.project, None)
    assert revised_figures(panel, panel) == ()


def test_the_history_is_what_was_known_on_each_day(tiny):
    """One panel per delivery, the last of them the newest."""
    panels = history(tiny.project, None)
    assert [panel.vintage for panel in panels] == [date(2024, 6, 30), date(2025, 6, 30)]
    for panel in panels:
        same = load(tiny.project, panel.vintage)
        assert panel.observations.equals(same.observations)
