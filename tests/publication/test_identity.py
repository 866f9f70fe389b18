"""What makes a brief another one, and which edition a file was issued in."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checksums import (
    differences,
    digest_of,
    digest_of_words,
    files_below,
    sha256_of,
    sources_digest,
    versions,
)
from generator.project import Project
from generator.publication.cache_key import Identity
from generator.publication.editions import edition_folders, newest_edition
from generator.publication.verifying import editions_of, prove, tampered
from tests.mail import editions

PARTS = ("numbers", "templates", "translations", "fonts", "code")
WORDS = st.text(max_size=5)
REGIONS = ("KZ-23", "KZ-71")


@given(st.tuples(*[WORDS] * 5), st.tuples(*[WORDS] * 5))
def test_two_identities_differ_in_the_parts_that_differ(one, other):
    """They are equal only where all parts are, and survive being written."""
    first, second = Identity(*one), Identity(*other)
    differing = tuple(n for n, a, b in zip(PARTS, one, other, strict=True) if a != b)
    assert first.differs_in(second) == differing
    assert (first == second) == (not differing)
    assert Identity.from_parts(json.loads(first.as_json())) == first


@given(st.text(min_size=1, max_size=5), st.text(max_size=5))
def test_numbers_that_are_not_the_subjects_own_are_background(own, other):
    """Only where both editions know what is its own; other parts are told as before."""
    first = Identity("a", "b", "c", "d", "e", own)
    assert first.differs_in(replace(first, numbers="x")) == ("background",)
    assert first.same_content(replace(first, numbers="x", fonts="y"))
    assert not first.same_content(replace(first, translations="y"))
    expected = ("background",) if other == own else ("numbers",)
    assert first.differs_in(replace(first, numbers="x", own=other)) == expected
    unknown = replace(first, own="")
    assert unknown.differs_in(replace(unknown, numbers="x")) == ("numbers",)


def test_a_part_that_is_missing_differs_from_every_other():
    """An identity of an older program lacks a part: the brief is made anew."""
    whole = Identity("a", "b", "c", "d", "e")
    parts = {name: getattr(whole, name) for name in PARTS if name != "fonts"}
    assert whole.differs_in(Identity.from_parts(parts | {"other": "x"})) == ("fonts",)


def test_a_digest_covers_names_contents_and_order(tmp_path):
    """A file renamed, changed, moved between folders or missing is another digest."""
    for name, text in {"a/x.txt": "1", "a/y.txt": "2", "b/x.txt": "1"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = files_below(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        "a/x.txt",
        "a/y.txt",
        "b/x.txt",
    ]
    first = digest_of(tmp_path, paths)
    assert digest_of(tmp_path / "a", files_below(tmp_path / "a")) != digest_of(
        tmp_path, files_below(tmp_path / "a")
    )
    (tmp_path / "b/x.txt").rename(tmp_path / "b/z.txt")
    renamed = digest_of(tmp_path, files_below(tmp_path))
    (tmp_path / "b/z.txt").write_text("3", encoding="utf-8")
    changed = digest_of(tmp_path, files_below(tmp_path))
    assert len({first, renamed, changed, digest_of(tmp_path, paths[:2])}) == 4


def test_only_files_of_the_wanted_endings_count(tmp_path):
    """Compiled files never do, and a folder that is not there has none."""
    for name in ("a.py", "b.txt", "__pycache__/a.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [path.name for path in files_below(tmp_path, (".py",))] == ["a.py"]
    assert files_below(tmp_path / "nowhere") == ()
    assert files_below(tmp_path / "a.py") == ()
    assert sha256_of(tmp_path / "nowhere") == ""


@given(
    st.lists(st.text("abc", max_size=3), max_size=4),
    st.lists(st.text("abc", max_size=3), max_size=4),
)
def test_words_are_not_run_together(one, other):
    """Two words are not the one that they make; the order counts."""
    same = one == other or ({*one, *other} <= {""} and len(one) + len(other) <= 1)
    assert (digest_of_words(one) == digest_of_words(other)) == same


def test_sources_are_asked_for_by_names_that_exist():
    """A module that moved would else never make a brief stale."""
    project = Project.here()
    parts = {sources_digest(project, name) for name in ("presentation", "printing", "errors.py")}
    assert (
        len(parts | {sources_digest(project), sources_digest(project, "presentation", "printing")})
        == 5
    )
    with pytest.raises(FileNotFoundError):
        sources_digest(project, "presentations")


def test_versions_are_those_of_the_lock(tmp_path):
    """Python and what is installed of the lock file; without one, everything installed."""
    (tmp_path / "requirements.txt").write_text("# lock\nhypothesis==1.0 \\\n", encoding="utf-8")
    found = versions(tmp_path)
    assert list(found)[:2] == ["python", "hypothesis"]
    assert found["hypothesis"] != "1.0"
    assert "numpy" not in found
    assert "numpy" in versions(tmp_path / "nowhere")


def test_differences_name_both_versions():
    """What is on one side only has a dash on the other; long checksums are cut."""
    then = {"a": "1", "b": "2", "c": "x" * 64}
    assert differences(then, then) == ""
    assert differences(then, {"a": "1", "b": "3", "d": "4"}) == (
        "b 2 → 3, c xxxxxxxxxxxx → –, d – → 4"
    )


CHANGES = st.lists(
    st.sets(st.tuples(st.sampled_from(REGIONS), st.sampled_from(("kk", "ru")))),
    max_size=3,
)


def issued(out, changes):
    """Editions of two regions: the first, then one for each set of changed briefs."""
    made = {}
    for number in range(1, len(changes) + 2):
        changed = None if number == 1 else changes[number - 2]
        for subject in REGIONS:
            for language in ("kk", "ru"):
                if changed is None or (subject, language) in changed:
                    made[subject, language] = number
        given_ = {key: editions.tiny_pdf(*key, made_for) for key, made_for in made.items()}
        editions.issue(out, number, changed, regions=REGIONS, given=given_)


@settings(max_examples=12)
@given(CHANGES)
def test_a_file_is_proved_by_its_newest_edition(tmp_path_factory, changes):
    """And the first later edition with another brief in its place is the one that replaced it."""
    out = tmp_path_factory.mktemp("out")
    issued(out, changes)
    made_for = [1, *(n for n, each in enumerate(changes, 2) if ("KZ-23", "kk") in each)]
    for number, after in zip(made_for, [*made_for[1:], None], strict=True):
        path = out / "2025" / "editions" / str(number) / "briefs" / "KZ-23.kk.pdf"
        found = prove(out, path)
        last = after - 1 if after else len(changes) + 1
        assert (found.edition.number, found.replaced) == (last, after)
        assert (found.file.subject, found.file.language) == ("KZ-23", "kk")
    assert prove(out, out / "nowhere.pdf") is None


def manifests(out):
    """Checksums of all manifests, as the ledger has them."""
    return {
        (edition.year, edition.number): sha256_of(folder / "manifest.json")
        for folder, edition in editions_of(out)
    }


def test_each_file_that_was_changed_or_lost_is_found(tmp_path):
    """One by one, the manifests and whole editions included; nothing else is named."""
    issued(tmp_path, [{("KZ-23", "kk")}])
    known = manifests(tmp_path)
    assert tampered(tmp_path, known) == ()
    paths = [path for path in sorted(tmp_path.rglob("*.pdf")) if "briefs" in path.parts]
    assert len(paths) == 8
    for path in paths:
        content = path.read_bytes()
        for spoilt in (content[:-1] + b"x", None):
            path.unlink() if spoilt is None else path.write_bytes(spoilt)
            assert [each.place.file for each in tampered(tmp_path, known)] == [str(path)]
        path.write_bytes(content)
    assert [each.place.file for each in tampered(tmp_path, known | {(2024, 1): "x"})] == [
        str(tmp_path / "2024" / "editions" / "1")
    ]
    wrong = known | {(2025, 2): "another"}
    assert [each.place.file for each in tampered(tmp_path, wrong)] == [
        str(tmp_path / "2025" / "editions" / "2" / "manifest.json")
    ]


def test_editions_are_counted_as_numbers(tmp_path):
    """The tenth stands after the ninth, and what is no number is no edition."""
    for name in ("10", "9", "1", "x", "01", ".2"):
        (tmp_path / "editions" / name).mkdir(parents=True)
    assert [folder.name for folder in edition_folders(tmp_path)] == ["1", "9", "10"]
    assert newest_edition(tmp_path / "nowhere") is None


def test_an_edition_reads_as_it_was_written(tmp_path):
    """All that a manifest says comes back, and a brief is found by region and language."""
    edition = editions.issue(tmp_path, regions=REGIONS)
    (folder,) = edition_folders(tmp_path / "2025")
    found = newest_edition(tmp_path / "2025")
    assert found == edition
    assert found.brief("KZ-71", "ru").path == "briefs/KZ-71.ru.pdf"
    assert found.brief("KZ-71", "en") is None
    assert replace(found, number=2) != edition
    assert folder.name == "1"
