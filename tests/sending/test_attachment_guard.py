"""The last-moment guard: one brief in another's place, and nobody gets anything."""

from dataclasses import replace
from itertools import permutations

import pytest

from generator.classifications.regions import NATION
from generator.errors import Refused
from generator.publication.editions import read_manifest
from generator.sending.attachment_guard import Guard
from generator.sending.letter_register import State, entries_in
from generator.sending.send_loop import post
from tests.mail import editions, server
from tests.mail.mailings import mailing

REGIONAL = [code for code in editions.REGIONS if code != NATION]


def briefs(out, number=1):
    """Folder with the briefs of an edition."""
    return out / "2025" / "editions" / str(number) / "briefs"


def refused(out, number=1):
    """Try to send; the problems, as said in English, and what was registered."""
    with server.Server() as mail:
        with pytest.raises(Refused) as error:
            post(mailing(out, mail, number=number), lambda told: None)
        assert mail.accepted == []
        assert mail.plain == b""
    assert [each for each in entries_in(out) if each.state != State.PLANNED] == []
    return error.value.problems


def names(problem):
    """Everything that a problem names."""
    return " ".join([problem.place.file, *problem.slots.values()])


def test_all_380_swaps_of_two_regions_are_noticed(tmp_path):
    """Each region's brief in the place of each other's: nothing is sent, both files are named."""
    edition = editions.issue(tmp_path, languages=("kk",))
    guard = Guard(tmp_path, edition)
    contents = {code: (briefs(tmp_path) / f"{code}.kk.pdf").read_bytes() for code in REGIONAL}
    pairs = list(permutations(REGIONAL, 2))
    assert len(pairs) == 380
    for here, there in pairs:
        path = briefs(tmp_path) / f"{here}.kk.pdf"
        path.write_bytes(contents[there])
        with pytest.raises(Refused) as error:
            guard.fetch(edition.files)
        (problem,) = error.value.problems
        assert problem.key == "problem.wrong_brief"
        assert f"briefs/{here}.kk.pdf" in problem.place.file
        assert f"briefs/{there}.kk.pdf" in problem.slots["found"]
        path.write_bytes(contents[here])
    guard.fetch(edition.files)


def test_a_swap_stops_the_whole_mailing(tmp_path):
    """Not one letter leaves, although nineteen regions' briefs are right."""
    editions.issue(tmp_path)
    first, second = (briefs(tmp_path) / f"{code}.ru.pdf" for code in ("KZ-23", "KZ-47"))
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)
    said = [names(problem) for problem in refused(tmp_path)]
    assert len(said) == 2
    assert all("KZ-23.ru.pdf" in each and "KZ-47.ru.pdf" in each for each in said)


def test_the_brief_of_another_language_is_noticed(tmp_path):
    """The Russian brief under the Kazakh name."""
    editions.issue(tmp_path)
    russian = (briefs(tmp_path) / "KZ-23.ru.pdf").read_bytes()
    (briefs(tmp_path) / "KZ-23.kk.pdf").write_bytes(russian)
    (problem,) = refused(tmp_path)
    assert (problem.key, "KZ-23.ru" in names(problem)) == ("problem.wrong_brief", True)


def test_an_edited_brief_is_noticed(tmp_path):
    """One byte more than was issued; the file and the manifest are named."""
    editions.issue(tmp_path)
    path = briefs(tmp_path) / "KZ-23.kk.pdf"
    path.write_bytes(path.read_bytes() + b"\n")
    (problem,) = refused(tmp_path)
    assert problem.key == "problem.brief_altered"
    assert "KZ-23.kk.pdf" in problem.place.file
    assert problem.slots["manifest"].endswith("editions/1/manifest.json")


def test_a_missing_brief_is_noticed(tmp_path):
    """The file and the manifest that names it."""
    editions.issue(tmp_path)
    (briefs(tmp_path) / "KZ-23.kk.pdf").unlink()
    (problem,) = refused(tmp_path)
    assert problem.key == "problem.brief_missing"
    assert "KZ-23.kk.pdf" in problem.place.file
    assert problem.slots["expected"].endswith("editions/1/manifest.json")


def test_a_link_in_place_of_a_brief_is_not_followed(tmp_path):
    """Not even to the right file."""
    editions.issue(tmp_path)
    path = briefs(tmp_path) / "KZ-23.kk.pdf"
    path.rename(tmp_path / "elsewhere.pdf")
    path.symlink_to(tmp_path / "elsewhere.pdf")
    assert [each.key for each in refused(tmp_path)] == ["problem.brief_missing"]


def test_a_file_that_is_no_brief_is_noticed(tmp_path):
    """Whatever it is, it does not say whose it is."""
    editions.issue(tmp_path)
    (briefs(tmp_path) / "KZ-23.kk.pdf").write_bytes(b"%PDF-1.7 nothing")
    assert [each.key for each in refused(tmp_path)] == ["problem.brief_without_provenance"]


def test_the_brief_of_another_edition_is_noticed(tmp_path):
    """The corrected brief in the place of the first one; both are named."""
    editions.issue(tmp_path)
    editions.issue(tmp_path, 2, changed={("KZ-23", "kk")})
    corrected = (briefs(tmp_path, 2) / "KZ-23.kk.pdf").read_bytes()
    (briefs(tmp_path) / "KZ-23.kk.pdf").write_bytes(corrected)
    (problem,) = refused(tmp_path)
    assert problem.key == "problem.wrong_brief"
    assert "editions/1/briefs/KZ-23.kk.pdf" in problem.place.file
    assert "editions/2/briefs/KZ-23.kk.pdf" in problem.slots["found"]


def test_a_brief_exchanged_while_letters_leave_stops_the_rest(tmp_path):
    """The files are read again for each letter: what was sent stays sent, the rest stays."""
    editions.issue(tmp_path)

    def exchange(told):
        if told.entry.region == REGIONAL[1]:
            other = briefs(tmp_path) / f"{REGIONAL[0]}.kk.pdf"
            (briefs(tmp_path) / f"{REGIONAL[2]}.kk.pdf").write_bytes(other.read_bytes())

    with server.Server() as mail:
        with pytest.raises(Refused):
            post(mailing(tmp_path, mail), exchange)
        assert len(mail.accepted) == 2
    states = [each.state for each in entries_in(tmp_path)]
    assert states == [State.SENT] * 2 + [State.PLANNED] * 19


def edit_brief_and_manifest(out):
    """Change a brief, and the manifest so that it agrees."""
    manifest = out / "2025" / "editions" / "1" / "manifest.json"
    edition = read_manifest(manifest.parent)
    old = edition.brief("KZ-23", "kk")
    padded = editions.tiny_pdf("KZ-23", "kk", padding=10)
    (briefs(out) / "KZ-23.kk.pdf").write_bytes(padded)
    files = [
        replace(file, sha256=editions.sha256(padded), size=len(padded)) if file == old else file
        for file in edition.files
    ]
    manifest.write_text(replace(edition, files=tuple(files)).as_json(), encoding="utf-8")
    return read_manifest(manifest.parent)


def test_a_manifest_that_was_edited_too_is_not_the_one_issued(tmp_path):
    """Whoever changes a brief and its manifest has the ledger against him."""
    editions.issue(tmp_path)
    edit_brief_and_manifest(tmp_path)
    assert [each.key for each in refused(tmp_path)] == ["problem.edition_not_recorded"]


def test_nor_does_it_agree_with_letters_that_are_registered(tmp_path):
    """Even if the record of the edition was changed as well."""
    editions.issue(tmp_path)
    with server.Server(answers={"kz-23": "451 later"}) as mail:
        post(mailing(tmp_path, mail), lambda told: None)
    editions.record(tmp_path, edit_brief_and_manifest(tmp_path))
    with server.Server() as mail:
        with pytest.raises(Refused) as error:
            mailing(tmp_path, mail, hurry=True)
        assert mail.accepted == []
    assert [each.key for each in error.value.problems] == ["problem.ledger_disagrees"]


def test_an_edition_that_the_ledger_does_not_know_is_not_sent(tmp_path):
    """A folder that somebody put there was not issued."""
    editions.issue(tmp_path)
    for file in tmp_path.glob("ledger.sqlite*"):
        file.unlink()
    assert [each.key for each in refused(tmp_path)] == ["problem.ledger_missing"]
