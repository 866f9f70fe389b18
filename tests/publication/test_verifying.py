"""What was issued is proved by the editions, and what is lost of them is missed."""

from generator.checksums import sha256_of
from generator.publication.editions import MANIFEST
from generator.publication.verifying import prove, tampered
from tests.mail import editions

CHANGED = {("KZ-23", "kk")}


def folder_of(out, number):
    """Folder of an edition."""
    return out / str(editions.YEAR) / "editions" / str(number)


def three_editions(out):
    """Three editions; one brief changed in each; checksums of their manifests."""
    for number in (1, 2, 3):
        editions.issue(out, number, changed=CHANGED if number > 1 else None, regions=("KZ-23",))
    return {
        (editions.YEAR, number): sha256_of(folder_of(out, number) / MANIFEST)
        for number in (1, 2, 3)
    }


def test_the_edition_that_first_replaced_a_brief_is_named(tmp_path):
    """Not the newest one: the reader asks since when the file is out of date."""
    three_editions(tmp_path)
    proved = [prove(tmp_path, folder_of(tmp_path, n) / "briefs/KZ-23.kk.pdf") for n in (1, 2, 3)]
    assert [each.replaced for each in proved] == [2, 3, None]


def test_an_edition_that_is_gone_is_missed(tmp_path):
    """The ledger has it, the folder has not; the others are in order."""
    recorded = three_editions(tmp_path)
    assert tampered(tmp_path, recorded) == ()
    (lost,) = tampered(tmp_path, {**recorded, (editions.YEAR, 4): "0" * 64})
    assert (lost.key, lost.place.file) == (
        "problem.issued_differs",
        str(folder_of(tmp_path, 4)),
    )


def test_an_edition_that_the_ledger_does_not_know_is_noticed(tmp_path):
    """Its manifest may agree with its files; nobody issued it."""
    recorded = three_editions(tmp_path)
    del recorded[editions.YEAR, 3]
    (found,) = tampered(tmp_path, recorded)
    assert found.place.file == str(folder_of(tmp_path, 3) / MANIFEST)
