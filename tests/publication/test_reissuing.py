"""What is made again after a change, and what is not: to the byte."""

import hashlib
import json
import shutil
import sqlite3

import pytest

from generator.errors import Refused
from generator.presentation.localisation import catalogue, language
from generator.publication import issuing
from generator.publication.build_plan import KEEP, MAKE, corrected
from generator.publication.edition_records import issued_manifests
from generator.publication.editions import newest_edition, read_manifest
from generator.publication.verifying import prove, rebuild, tampered
from tests.printing.test_dispatch import printers
from tests.small_project import LATER, SUBJECTS, here

LANGUAGES = ("kk", "ru", "en")
ALL = {f"{subject}.{language}" for subject in SUBJECTS for language in LANGUAGES}
BELOW_ROUNDING = {"average_population": {("KZ-10", "", 2023): 607000.4}}
SWAPPED = {"unemployment_rate": {("KZ-10", "", 2023): 5.0, ("KZ-71", "", 2023): 4.9}}


def of(*subjects):
    """Names of the briefs of some subjects in all languages."""
    return {f"{subject}.{language}" for subject in subjects for language in LANGUAGES}


def test_a_second_run_makes_nothing(small):
    """All files are there and as they were made."""
    small.build()
    assert set(small.printed) == ALL
    before = small.files()
    outcome = small.build()
    assert small.printed == []
    assert (outcome.files, outcome.kept) == (12, 12)
    assert small.files() == before


@pytest.mark.parametrize("spoil", ["edit", "delete", "empty"])
def test_a_file_that_is_not_what_was_made_is_made_again(small, spoil):
    """And it is the same file again; the others stay."""
    small.build()
    before = small.files()
    path = small.project.out / "2023" / "briefs" / "KZ-10.kk.pdf"
    path.unlink()
    if spoil != "delete":
        path.write_bytes(b"%PDF" if spoil == "edit" else b"")
    small.build()
    assert small.printed == ["KZ-10.kk"]
    assert small.files() == before


def test_lost_facts_are_written_again(small):
    """Without making any brief."""
    small.build()
    before = small.files()
    (small.project.out / "2023" / "facts" / "KZ-71.json").unlink()
    small.build()
    assert small.printed == []
    assert small.files() == before


def test_a_revision_below_the_printed_rounding_makes_nothing(small):
    """0.4 of 607 000 people: nobody would see it."""
    small.build()
    before = small.files()
    small.deliver(BELOW_ROUNDING)
    small.build()
    assert small.printed == []
    assert small.files() == before


def change(small, what):
    """Change one thing that briefs are made of."""
    root = small.project.root
    if what == "templates":
        path, old, new = root / "templates" / "style" / "tokens.css", "38pt", "37pt"
    elif what == "fonts":
        shutil.copy(
            root / "templates" / "fonts" / "SourceSans3-It.ttf",
            root / "templates" / "fonts" / "SourceSans3-New.ttf",
        )
        return
    elif what == "code":
        path, old, new = (
            root / "generator" / "presentation" / "brief_html.py",
            '"""Fill',
            '"""Put into',
        )
    else:
        messages = root / "locales" / "ru" / "LC_MESSAGES" / "messages.po"
        key = "ban.prelim" if what == "translations" else "cli.interrupted"
        path, old = messages, f'msgid "{key}"\nmsgstr "'
        new = f"{old}+"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    catalogue.read_catalogue.cache_clear()  # as in a new process
    language._load.cache_clear()


CHANGES = [
    ("templates", ALL),
    ("fonts", ALL),
    ("code", ALL),
    ("translations", {name for name in ALL if name.endswith("ru")}),
    ("interface", set()),
]


@pytest.mark.parametrize(("what", "stale"), CHANGES)
def test_only_what_would_look_different_is_stale_and_the_cause_is_named(small, what, stale):
    """A changed translation concerns its language; a message of the command line no brief."""
    small.build()
    change(small, what)
    steps = {step.name: step for step in small.survey().plan.steps}
    assert {name for name, step in steps.items() if step.action == MAKE} == stale
    assert {step.causes for name, step in steps.items() if name in stale} <= {(what,)}


BESIDE = {"unemployment_rate": {("KZ-63", "", 2023): 3.3}}
"""A rate that moves no rank of another region: to the others it is a mark in a strip."""


def test_a_mark_of_another_region_makes_no_edition(issued):
    """Only the region itself is made; the others keep their bytes, and their state is told."""
    before = issued.briefs()
    issued.deliver(BESIDE)
    issued.build()
    assert set(issued.printed) == of("KZ-63")
    now = issued.briefs()
    assert {name for name in ALL if now[name] != before[name]} == of("KZ-63")
    steps = {step.name: step for step in issued.survey().plan.steps}
    assert {step.action for step in steps.values()} == {KEEP}
    assert {name for name in ALL if steps[name].causes == ("background",)} == ALL - of("KZ-63")
    edition = issued.issue()
    assert {
        f"{f.subject}.{f.language}" for f in edition.files if f.edition == 2 and f.language
    } == (of("KZ-63"))


def test_a_draft_shows_the_newest_background(small):
    """What was never issued is made again whenever a reader would see a difference."""
    small.build()
    small.deliver(BESIDE)
    small.build()
    assert set(small.printed) == ALL


def test_briefs_of_one_edition_and_of_the_next_are_made_again_to_the_same_bytes(issued):
    """One whose background is stale from its own vintage, the corrected one from the new."""
    issued.deliver(BESIDE)
    issued.build()
    issued.issue()
    for name, number in (("KZ-71.ru", 1), ("KZ.ru", 1), ("KZ-63.ru", 2)):
        proof = prove(issued.project.out, issued.project.out / "2023" / "briefs" / f"{name}.pdf")
        assert (proof.file.edition, proof.replaced) == (number, None)
        found = issued.survey(as_of=proof.vintage)
        assert rebuild(proof, found.everything, printers(found, here), {}) == ()
    assert tampered(issued.project.out, recorded(issued)) == ()


def test_a_lost_file_with_a_stale_background_is_the_issued_one_again(issued):
    """It is taken from the edition, not printed."""
    before = issued.briefs()
    issued.deliver(BESIDE)
    issued.build()
    (issued.project.out / "2023" / "briefs" / "KZ-71.kk.pdf").unlink()
    issued.build()
    assert issued.printed == []
    assert issued.briefs()["KZ-71.kk"] == before["KZ-71.kk"]


def test_an_edition_of_an_earlier_release_is_compared_whole(issued):
    """Its manifest does not tell background from content: what looks different is made anew."""
    folder = issued.project.out / "2023" / "editions" / "1"
    content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for made in content["made"].values():
        del made["own"]
    (folder / "manifest.json").chmod(0o644)
    (folder / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    digest = hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
    change_ledger(issued, f"UPDATE issued SET manifest = '{digest}'")
    issued.build()
    assert issued.printed == []
    issued.deliver(BESIDE)
    issued.build()
    assert set(issued.printed) == ALL


def test_a_partial_edition_holds_one_new_region_and_the_issued_files_of_the_others(issued):
    """The others wait for the next edition, and then say what changed since the first."""
    issued.deliver(SWAPPED)
    issued.build()
    first = {path: found for path, found in issued.files().items() if "editions/1/" in path}
    edition = issued.issue("KZ-10")
    made_for = {f"{f.subject}.{f.language}": f.edition for f in edition.files if f.language}
    assert {name for name, number in made_for.items() if number == 2} == of("KZ-10")
    assert set(made_for) == ALL == set(edition.made)
    files = issued.files()
    for file in edition.files:
        if file.subject != "KZ-10":
            assert files[f"2023/editions/2/{file.path}"] == first[f"2023/editions/1/{file.path}"]
    assert tampered(issued.project.out, recorded(issued)) == ()
    assert issued.issue("KZ-10") is None
    issued.build()
    third = issued.issue()
    made_for = {f"{f.subject}.{f.language}": f.edition for f in third.files if f.language}
    assert {name for name, number in made_for.items() if number == 3} == of("KZ-71")
    assert {name for name, number in made_for.items() if number == 2} == of("KZ-10")


def test_a_nation_that_follows_later_tells_all_since_the_edition_that_it_replaces(issued):
    """The region was corrected in edition 2, the nation only in edition 3."""
    nation = {("KZ", "", 2023): 4.8}
    issued.deliver({"unemployment_rate": {**SWAPPED["unemployment_rate"], **nation}})
    issued.build()
    issued.issue("KZ-10")
    found = issued.survey()
    step = next(each for each in found.plan.steps if each.name == "KZ.ru")
    told = corrected(found.plan, step, found.everything).correction
    assert (told.number0, told.number) == (1, 3)
    assert {row.subject for row in told.rows} >= {"KZ", "KZ-10", "KZ-71"}
    issued.build()
    issued.issue()
    proof = prove(issued.project.out, issued.project.out / "2023" / "briefs" / "KZ.ru.pdf")
    found = issued.survey(as_of=proof.vintage)
    assert rebuild(proof, found.everything, printers(found, here), {}) == ()


def test_a_first_edition_may_be_partial(small):
    """It holds what was asked for; the others come with the next as first ones."""
    small.build()
    edition = small.issue("KZ-10", "KZ-63")
    assert {file.subject for file in edition.files} == {"KZ-10", "KZ-63"}
    assert tampered(small.project.out, recorded(small)) == ()
    small.build()
    second = small.issue()
    assert {file.subject for file in second.files} == set(SUBJECTS)
    assert {file.edition for file in second.files if file.subject in ("KZ-71", "KZ")} == {2}
    assert all(step.action == KEEP for step in small.survey().plan.steps)


def test_a_revised_number_is_named_as_the_cause(small):
    """The other parts are the same; to the nation, never issued yet, it is background."""
    small.build()
    small.deliver(SWAPPED)
    steps = small.survey().plan.steps
    stale = {step.name: step.causes for step in steps if step.action == MAKE}
    assert set(stale) == of("KZ-10", "KZ-71", "KZ")
    assert {stale[name] for name in of("KZ-10", "KZ-71")} == {("numbers",)}
    assert {stale[name] for name in of("KZ")} == {("background",)}


def test_an_edition_holds_every_brief_with_its_checksum(issued):
    """The manifest speaks of every file, and of what it was made from."""
    folder = issued.project.out / "2023"
    edition = newest_edition(folder)
    assert (edition.number, edition.year, edition.vintage.isoformat()) == (1, 2023, "2025-06-30")
    briefs = {f"{file.subject}.{file.language}" for file in edition.files if file.language}
    assert briefs == ALL == set(edition.made)
    assert len(edition.files) == 16
    for file in edition.files:
        path = folder / "editions" / "1" / file.path
        assert path.read_bytes() == (folder / file.path).read_bytes()
        assert path.stat().st_size == file.size
        assert not path.stat().st_mode & 0o222
    assert {"weasyprint", "oblys", "libpango-1.0"} <= edition.versions.keys()
    assert tampered(issued.project.out, recorded(issued)) == ()


def recorded(small):
    """Checksums of the manifests, as the ledger has them."""
    return issued_manifests(small.project.out)


def test_nothing_new_is_not_issued_twice(issued):
    """Edition 1 stays the only one."""
    before = issued.files()
    assert issued.issue() is None
    assert issued.files() == before


def test_after_an_edition_a_revision_below_rounding_changes_no_byte(issued):
    """0 briefs are made, and there is nothing to issue."""
    before = issued.files()
    issued.deliver(BELOW_ROUNDING)
    issued.build()
    assert issued.printed == []
    assert issued.files() == before
    assert issued.issue() is None


def test_a_swap_of_two_ranks_corrects_exactly_the_affected_briefs(issued):
    """Two regions; the third is the issued file, and the nation too: its league is background."""
    before = issued.briefs()
    issued.deliver(SWAPPED)
    issued.build()
    assert set(issued.printed) == of("KZ-10", "KZ-71")
    now = issued.briefs()
    assert {name for name in ALL if now[name] != before[name]} == of("KZ-10", "KZ-71")


def test_going_back_gives_the_bytes_of_the_edition_again(issued):
    """When the later delivery is withdrawn, nothing is made: the issued files return."""
    before = issued.files()
    issued.deliver(SWAPPED)
    issued.build()
    assert issued.files() != before
    issued.withdraw(LATER)
    issued.build()
    assert issued.printed == []
    assert issued.files() == before


def test_a_second_edition_holds_old_files_beside_new_ones(issued):
    """Each file says for which edition it was made; the first edition is untouched."""
    first = {path: found for path, found in issued.files().items() if "editions/1/" in path}
    issued.deliver(SWAPPED)
    issued.build()
    edition = issued.issue()
    assert edition.number == 2
    made_for = {f"{file.subject}.{file.language}": file.edition for file in edition.files}
    assert {name for name, number in made_for.items() if number == 2} >= of("KZ-10", "KZ-71")
    assert {name for name, number in made_for.items() if number == 1} >= of("KZ-63", "KZ")
    files = issued.files()
    assert {path: found for path, found in files.items() if "editions/1/" in path} == first
    for file in edition.files:
        if file.edition == 1:
            assert files[f"2023/editions/2/{file.path}"] == files[f"2023/editions/1/{file.path}"]


def test_a_correction_of_a_correction_replaces_the_newest(issued):
    """Going back after edition 2 was issued makes edition 3, which says what it replaces."""
    issued.deliver(SWAPPED)
    issued.build()
    issued.issue()
    issued.withdraw(LATER)
    issued.build()
    assert set(issued.printed) == of("KZ-10", "KZ-71")
    steps = {step.name: step for step in issued.survey().plan.steps}
    assert {step.edition for name, step in steps.items() if name in of("KZ-10")} == {3}
    assert {step.edition for name, step in steps.items() if name in of("KZ-63")} == {1}
    assert all(step.action == KEEP for step in steps.values())


def test_a_stale_or_damaged_brief_is_not_issued(small):
    """Every one of them is named, and no edition appears."""
    small.build()
    (small.project.out / "2023" / "briefs" / "KZ.en.pdf").write_bytes(b"%PDF")
    small.deliver(SWAPPED)
    with pytest.raises(Refused) as refused:
        small.issue()
    found = {problem.place.file.removesuffix(".pdf") for problem in refused.value.problems}
    assert found == of("KZ-10", "KZ-71", "KZ")
    assert not (small.project.out / "2023" / "editions").exists()


def test_a_brief_that_changes_while_it_is_frozen_is_not_issued(small, monkeypatch):
    """The copy is held against the manifest; no edition appears, and nothing is left beside it."""
    small.build()
    copy = issuing.shutil.copyfile

    def spoil(source, target):
        copy(source, target)
        if source.name == "KZ.en.pdf":
            target.write_bytes(b"%PDF")

    monkeypatch.setattr(issuing.shutil, "copyfile", spoil)
    with pytest.raises(Refused) as refused:
        small.issue()
    assert [each.key for each in refused.value.problems] == ["problem.inputs_changed"]
    assert list((small.project.out / "2023" / "editions").iterdir()) == []


def test_a_brief_is_proved_to_be_the_issued_one(issued, tmp_path):
    """By its checksum, whatever it is called; one changed byte, and there is no proof."""
    copy = tmp_path / "letter attachment.pdf"
    content = (issued.project.out / "2023" / "briefs" / "KZ-10.ru.pdf").read_bytes()
    copy.write_bytes(content)
    proof = prove(issued.project.out, copy)
    assert (proof.file.subject, proof.file.language, proof.file.edition) == ("KZ-10", "ru", 1)
    assert proof.replaced is None
    copy.write_bytes(content[:-1])
    assert prove(issued.project.out, copy) is None
    assert prove(issued.project.out, tmp_path / "absent.pdf") is None


def test_a_replaced_brief_is_still_proved(issued, tmp_path):
    """With the edition that holds another one in its place."""
    old = tmp_path / "old.pdf"
    old.write_bytes((issued.project.out / "2023" / "briefs" / "KZ-10.ru.pdf").read_bytes())
    issued.deliver(SWAPPED)
    issued.build()
    issued.issue()
    assert prove(issued.project.out, old).replaced == 2
    same = prove(issued.project.out, issued.project.out / "2023" / "briefs" / "KZ-63.kk.pdf")
    assert (same.edition.number, same.file.edition, same.replaced) == (2, 1, None)


def test_an_old_and_a_corrected_brief_are_made_again_to_the_same_bytes(issued, tmp_path):
    """From the vintage that each names, with the correction that it prints."""
    old = tmp_path / "old.pdf"
    old.write_bytes((issued.project.out / "2023" / "briefs" / "KZ-10.ru.pdf").read_bytes())
    issued.deliver(SWAPPED)
    issued.build()
    issued.issue()
    for path in (old, issued.project.out / "2023" / "briefs" / "KZ-10.en.pdf"):
        proof = prove(issued.project.out, path)
        found = issued.survey(as_of=proof.vintage)
        assert rebuild(proof, found.everything, printers(found, here), {}) == ()


def test_a_brief_that_comes_out_differently_names_the_versions(issued):
    """Another program or library is the reason that is looked for first."""
    proof = prove(issued.project.out, issued.project.out / "2023" / "briefs" / "KZ-63.en.pdf")
    found = issued.survey()
    other = type(proof)(
        proof.path,
        proof.edition,
        type(proof.file)(**{**file_fields(proof.file), "sha256": "0" * 64}),
        proof.folder,
        None,
    )
    now = {**proof.edition.versions, "weasyprint": "71.0"}
    (problem,) = rebuild(other, found.everything, printers(found, here), now)
    assert problem.key == "problem.rebuilt_differs"
    assert "weasyprint" in problem.slots["found"]
    assert "→ 71.0" in problem.slots["found"]


def file_fields(file):
    """Values of an issued file by name."""
    return {name: getattr(file, name) for name in file.__dataclass_fields__}


def test_a_changed_file_of_an_edition_is_found(issued):
    """Files are held against the manifest, and the manifest against the ledger."""
    folder = issued.project.out / "2023" / "editions" / "1"
    victim = folder / "briefs" / "KZ-71.kk.pdf"
    victim.chmod(0o644)
    victim.write_bytes(b"%PDF")
    (problem,) = tampered(issued.project.out, recorded(issued))
    assert problem.place.file == str(victim)
    manifest = folder / "manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    content["vintage"] = "2020-01-01"
    manifest.chmod(0o644)
    manifest.write_text(json.dumps(content), encoding="utf-8")
    found = {problem.place.file for problem in tampered(issued.project.out, recorded(issued))}
    assert found == {str(victim), str(manifest)}
    with pytest.raises(Refused):
        issued.issue()


def test_an_issued_file_that_was_changed_is_not_published(issued):
    """Nothing is put in its place either."""
    victim = issued.project.out / "2023" / "editions" / "1" / "briefs" / "KZ-71.kk.pdf"
    victim.chmod(0o644)
    victim.write_bytes(b"%PDF")
    (issued.project.out / "2023" / "briefs" / "KZ-71.kk.pdf").unlink()
    with pytest.raises(Refused) as refused:
        issued.build()
    assert [problem.key for problem in refused.value.problems] == ["problem.issued_differs"]


def test_an_edition_frozen_just_before_a_power_cut_is_written_down_later(issued):
    """The folder is complete, and the ledger said before that it was about to appear."""
    change_ledger(
        issued,
        "INSERT INTO issuing SELECT year, number, manifest FROM issued",
        "DELETE FROM issued",
    )
    assert recorded(issued) == {}
    assert issued.issue() is None
    assert list(recorded(issued)) == [(2023, 1)]


def change_ledger(small, *statements):
    """Change what the ledger says."""
    with sqlite3.connect(small.project.out / "ledger.sqlite") as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_an_edition_of_which_the_ledger_knows_nothing_is_not_adopted(issued):
    """A folder from elsewhere does not become an issued edition; build and issue refuse it."""
    change_ledger(issued, "DELETE FROM issued")
    for act in (issued.build, issued.issue):
        with pytest.raises(Refused) as refused:
            act()
        assert [each.key for each in refused.value.problems] == ["problem.issued_differs"]
    assert recorded(issued) == {}


def test_without_its_ledger_nothing_is_issued(issued):
    """A lost record is not begun anew."""
    (issued.project.out / "ledger.sqlite").unlink()
    issued.deliver(SWAPPED)
    before = issued.files()
    with pytest.raises(Refused):
        issued.issue()
    assert issued.files() == before


def test_the_first_edition_reads_as_it_was_written(issued):
    """The manifest survives its file."""
    folder = issued.project.out / "2023" / "editions" / "1"
    edition = read_manifest(folder)
    assert edition.as_json() == (folder / "manifest.json").read_text(encoding="utf-8")
