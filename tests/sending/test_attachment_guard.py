"""The last-moment guard: one brief in another's place, and nobody gets anything."""

from dataclasses import replace
from itertools import permutations

import pytest

from generator.classifications.regions import NATION
from generator.errors import Refused
from generator.publication.edition_records import require_issued
from generator.publication.editions import read_manifest
from generator.sending.attachment_guard import Guard
from generator.sending.letter_register import Attached, Entry, State, entries_in
from generator.sending.mime import Read, attachment_name
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


def test_a_brief_of_the_same_length_but_other_bytes_is_noticed(tmp_path):
    """Its provenance is right and its size too: only the checksum tells."""
    edition = editions.issue(tmp_path)
    path, file = briefs(tmp_path) / "KZ-23.kk.pdf", edition.brief("KZ-23", "kk")
    content = path.read_bytes()
    assert content.count(b"/MediaBox") == 1
    altered = content.replace(b"/MediaBox", b"/MediaBoy")
    (problem,) = Guard(tmp_path, edition).inspect(altered, file, path.name)
    assert problem.key == "problem.brief_altered"


def test_a_brief_of_another_length_than_the_manifest_says_is_noticed(tmp_path):
    """Whatever its checksum: the size in the manifest is what the plan and the ledger show."""
    edition = editions.issue(tmp_path)
    file = edition.brief("KZ-23", "kk")
    content = (briefs(tmp_path) / "KZ-23.kk.pdf").read_bytes()
    guard = Guard(tmp_path, edition)
    assert guard.inspect(content, file, "it") == []
    (problem,) = guard.inspect(content, replace(file, size=file.size + 1), "it")
    assert problem.key == "problem.brief_altered"


def registered(letter, files, region="KZ-23"):
    """A letter as the register should hold it."""
    attached = tuple(Attached(each.path, each.language, each.sha256, each.size) for each in files)
    return Entry(2025, 1, region, "a@b.kz", "", letter.message_id, "", "", attached)


def more(letter, content):
    """A letter with one more enclosure."""
    return replace(letter, enclosures={**letter.enclosures, "more.pdf": content})


SPOILED = {
    "problem.addressee, one more": (lambda it, _: replace(it, addressees=("a@b.kz", "c@d.kz")), 0),
    "problem.addressee, another": (lambda it, _: replace(it, addressees=("c@d.kz",)), 0),
    "problem.addressee, Message-ID": (lambda it, _: replace(it, message_id="<other@b.kz>"), 0),
    "problem.enclosures, one more": (more, 0),
    "problem.enclosures, none": (lambda it, _: replace(it, enclosures={}), 0),
    "problem.brief_altered, ledger": (0, lambda it: replace(it, files=())),
    "problem.wrong_brief, region": (0, lambda it: replace(it, region="KZ-47")),
}


@pytest.mark.parametrize("case", SPOILED)
def test_a_finished_letter_is_held_against_the_register(tmp_path, case):
    """One addressee, its Message-ID, its enclosures and no other, those of its region."""
    edition = editions.issue(tmp_path, regions=("KZ-23",))
    files = [edition.brief("KZ-23", code) for code in editions.LANGUAGES]
    contents = [(briefs(tmp_path) / f"KZ-23.{each.language}.pdf").read_bytes() for each in files]
    enclosed = [attachment_name(edition, each) for each in files]
    letter = Read(("a@b.kz",), "<id@b.kz>", dict(zip(enclosed, contents, strict=True)))
    entry, guard = registered(letter, files), Guard(tmp_path, edition)
    guard.check_letter(letter, entry, files)
    spoil_letter, spoil_entry = SPOILED[case]
    letter = spoil_letter(letter, contents[0]) if spoil_letter else letter
    entry = spoil_entry(entry) if spoil_entry else entry
    with pytest.raises(Refused) as error:
        guard.check_letter(letter, entry, files)
    assert {each.key for each in error.value.problems} == {case.partition(",")[0]}


def test_a_missing_brief_is_noticed(tmp_path):
    """The file and the manifest that names it."""
    editions.issue(tmp_path)
    (briefs(tmp_path) / "KZ-23.kk.pdf").unlink()
    (problem,) = refused(tmp_path)
    assert problem.key == "problem.brief_missing"
    assert "KZ-23.kk.pdf" in problem.place.file
    assert problem.slots["expected"].endswith("editions/1/manifest.json")


@pytest.mark.parametrize("inside", [True, False])
def test_a_link_in_place_of_a_brief_is_not_followed(tmp_path, inside):
    """Not even to the right file, whether that lies in the edition or elsewhere."""
    editions.issue(tmp_path)
    path = briefs(tmp_path) / "KZ-23.kk.pdf"
    target = (path.parent if inside else tmp_path) / "elsewhere.pdf"
    path.rename(target)
    path.symlink_to(target)
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


def test_a_manifest_in_hand_that_is_not_the_one_on_the_disk_is_not_sent(tmp_path):
    """Neither is a manifest that was read before somebody restored the one of the ledger."""
    edition = editions.issue(tmp_path, regions=("KZ-23",))
    require_issued(tmp_path, edition)
    with pytest.raises(Refused) as error:
        require_issued(tmp_path, replace(edition, files=edition.files[:1]))
    assert [each.key for each in error.value.problems] == ["problem.edition_not_recorded"]


def test_an_edition_that_the_ledger_does_not_know_is_not_sent(tmp_path):
    """A folder that somebody put there was not issued."""
    editions.issue(tmp_path)
    for file in tmp_path.glob("ledger.sqlite*"):
        file.unlink()
    assert [each.key for each in refused(tmp_path)] == ["problem.ledger_missing"]
