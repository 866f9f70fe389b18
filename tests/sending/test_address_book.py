"""The address book: nothing in it is guessed, and every problem is listed with its row."""

import pytest

from generator.errors import DataProblems, UsageProblems
from generator.project import Project
from generator.sending.address_book import EXAMPLE, address_given, read_book
from tests.mail.editions import REGIONS, rows, write_book


def problems(tmp_path, lines):
    """Problems of a book: key, row and column of each."""
    with pytest.raises(DataProblems) as error:
        read_book(write_book(tmp_path / "recipients.csv", lines), REGIONS)
    return [(each.key, each.place.row, each.place.column) for each in error.value.problems]


def changed(column, text, row=0):
    """A good book with one cell changed."""
    lines = [list(line) for line in rows()]
    lines[row][column] = text
    return lines


def test_a_good_book_is_read_in_the_order_of_the_regions(tmp_path):
    """Twenty regions and the nation, whatever the order of the rows."""
    lines = list(rows())[::-1]
    book = read_book(write_book(tmp_path / "recipients.csv", lines), REGIONS)
    assert [each.region for each in book] == list(REGIONS)
    assert book[4].address == "kz-23@akimat.test"
    assert book[4].languages == ("kk", "ru")


def test_the_example_is_a_good_book():
    """What an office copies and fills in has no problem, and no real address."""
    book = read_book(Project.here().data / EXAMPLE, REGIONS)
    assert {each.region for each in book} == set(REGIONS)
    assert all(each.address.endswith(".example.kz") for each in book)


ADDRESS, FIRST = 6, 2
BAD_CELLS = [
    (0, "KZ-99", "problem.unknown_region"),
    (0, "KZ-YUZ", "problem.unknown_region"),
    (0, "KZ-1О", "problem.look_alike"),
    (1, "kk,ru", "problem.row_length"),
    (1, "kk de", "problem.languages"),
    (1, "kk kk", "problem.languages"),
    (1, "", "problem.languages"),
    (2, "mayor", "problem.role"),
    (3, "", "problem.office_name"),
    (3, "Акимат <evil@x.kz>", "problem.office_name"),
    (3, "Акимат evil@x.kz", "problem.office_name"),
    (4, "Aкимат", "problem.mixed_alphabets"),
    (ADDRESS, "", "problem.not_an_address"),
    (ADDRESS, "nobody", "problem.not_an_address"),
    (ADDRESS, "a@b..kz", "problem.not_an_address"),
    (ADDRESS, ".a@b.kz", "problem.not_an_address"),
    (ADDRESS, "a@-b.kz", "problem.not_an_address"),
    (ADDRESS, "a@127.0.0.1", "problem.not_an_address"),
    (ADDRESS, "root@localhost", "problem.not_an_address"),
    (ADDRESS, "evil%example.test@b.kz", "problem.not_an_address"),
    (ADDRESS, "evil!b.kz!a@c.kz", "problem.not_an_address"),
    (ADDRESS, f"{'a' * 65}@b.kz", "problem.not_an_address"),
    (ADDRESS, "a@b.kz;c@d.kz", "problem.several_addresses"),
    (ADDRESS, '"a@b.kz, c@d.kz"', "problem.several_addresses"),
    (ADDRESS, "a@b.kz c@d.kz", "problem.several_addresses"),
    (ADDRESS, '"Akim <a@b.kz>, Deputy <c@d.kz>"', "problem.several_addresses"),
    (ADDRESS, "a@b.kz c", "problem.not_an_address"),
    (ADDRESS, "a@b.kz ", "problem.not_an_address"),
    (ADDRESS, "a @b.kz", "problem.not_an_address"),
    (ADDRESS, "a@b@c.kz", "problem.not_an_address"),
    (ADDRESS, "Akim <a@b.kz>", "problem.address_with_name"),
    (ADDRESS, "a(comment)@b.kz", "problem.address_with_name"),
    (ADDRESS, "а@b.kz", "problem.address_letters"),
    (ADDRESS, "a@акимат.қаз", "problem.address_letters"),
    (ADDRESS, "a@xn--80aqc2a.xn--80ao21a", "problem.address_idn"),
    (ADDRESS, "a@b.kz\u202e", "problem.hidden_character"),
    (ADDRESS, "a@b\u200b.kz", "problem.hidden_character"),
    (ADDRESS, "a@b\r.kz", "problem.hidden_character"),
]


@pytest.mark.parametrize(("column", "text", "key"), BAD_CELLS)
def test_a_bad_cell_is_named(tmp_path, column, text, key):
    """Each mistake has its own message, and the row where it stands."""
    found = problems(tmp_path, changed(column, text))
    assert (key, 2) in [(each[0], each[1]) for each in found]


def test_a_line_break_in_a_cell_breaks_the_row(tmp_path):
    """No header can be slipped in through a quoted cell."""
    found = problems(tmp_path, changed(ADDRESS, '"a@b.kz\nBcc: evil@x.kz"'))
    assert "problem.broken_row" in [key for key, _, _ in found]


def test_two_regions_may_not_share_an_address(tmp_path):
    """Not even in other capitals."""
    found = problems(tmp_path, changed(ADDRESS, "KZ-11@akimat.test"))
    assert found == [("problem.shared_address", 3, "address")]


def test_a_region_without_a_recipient_is_missed(tmp_path):
    """Every region and the nation must have a row."""
    found = problems(tmp_path, list(rows())[2:])
    assert found == [("problem.region_without_recipient", 0, "region")] * 2


def test_all_problems_are_listed_at_once(tmp_path):
    """Three bad rows and the region that one of them should have been: four messages, not one."""
    lines = [list(line) for line in rows()]
    lines[0][0], lines[3][ADDRESS], lines[5][1] = "KZ-99", "a@b.kz,c@d.kz".replace(",", ";"), "de"
    found = problems(tmp_path, lines)
    assert [(key, row) for key, row, _ in found] == [
        ("problem.unknown_region", 2),
        ("problem.several_addresses", 5),
        ("problem.languages", 7),
        ("problem.region_without_recipient", 0),
    ]


def test_one_region_may_have_several_offices(tmp_path):
    """Each in its own row, each with its own address."""
    extra = [
        "KZ-23",
        "ru",
        "department",
        "Басқарма",
        "Управление",
        "Department",
        "dep@atyrau.test",
    ]
    book = read_book(write_book(tmp_path / "recipients.csv", [*rows(), extra]), REGIONS)
    assert [each.address for each in book if each.region == "KZ-23"] == [
        "kz-23@akimat.test",
        "dep@atyrau.test",
    ]


def test_a_ministry_may_follow_several_regions_at_one_address(tmp_path):
    """Its role says so; an akimat's address belongs to it alone, also beside a ministry's."""
    names = ("Министрлік", "Министерство", "Ministry")
    follows = [(code, "ru", "ministry", *names, "kz@akimat.test") for code in ("KZ-10", "KZ-23")]
    book = read_book(write_book(tmp_path / "recipients.csv", [*rows(), *follows]), REGIONS)
    assert [each.office for each in book if each.address == "kz@akimat.test"] == [
        ("KZ-10", "ministry"),
        ("KZ-23", "ministry"),
        ("KZ", "ministry"),
    ]
    mixed = [("KZ-10", "ru", "ministry", *names, "kz-23@akimat.test")]
    assert problems(tmp_path, [*rows(), *mixed]) == [("problem.shared_address", 23, "address")]


def test_an_office_has_one_row(tmp_path):
    """Two addresses of one akimat would be two letters to one office."""
    names = ("Әкімдік", "Акимат", "Akimat")
    twice = [("KZ-23", "ru", "akimat", *names, "other@atyrau.test")]
    assert problems(tmp_path, [*rows(), *twice]) == [("problem.office_twice", 23, "role")]


def test_a_missing_book_points_to_the_example(tmp_path):
    """The message says which file to copy."""
    with pytest.raises(DataProblems) as error:
        read_book(tmp_path / "recipients.csv", REGIONS)
    assert error.value.problems[0].slots["expected"] == EXAMPLE


@pytest.mark.parametrize("text", ["", "me", "me@x.kz, you@x.kz", "Me <me@x.kz>", "me@x.kz\n"])
def test_an_address_on_the_command_line_is_exactly_one(text):
    """The same rules as in the book."""
    with pytest.raises(UsageProblems):
        address_given(text)
    assert address_given("me@localhost") == "me@localhost"
