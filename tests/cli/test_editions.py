"""The commands about what is stale and what was issued, as users meet them."""

import errno
import json

import pytest

from generator import pipeline
from generator.checksums import sha256_of

SWAPPED = {"unemployment_rate": {("KZ-10", "", 2023): 5.0, ("KZ-71", "", 2023): 4.9}}


def test_a_brief_from_its_first_build_to_its_correction(small, said):
    """Build, issue, receive a revision, ask why, build, issue, verify: the whole story."""
    assert said("build", "--jobs", "1")[0] == 0
    code, out, _ = said("build")
    assert (code, out.startswith("Nothing to do: 12 briefs")) == (0, True)
    code, out, _ = said("issue")
    assert (code, out.strip()) == (
        0,
        "Edition 1 of 2023 is issued: 12 of 12 briefs are new in it.",
    )
    assert "Nothing to issue" in said("issue")[1]
    assert "Every file is the one that was issued." in said("verify")[1]

    small.deliver(SWAPPED)
    code, out, _ = said("status")
    assert code == 0
    states = ("stale: numbers; edition 2", "up to date; edition 1", "up to date; only its back")
    assert [out.count(each) for each in states] == [6, 3, 3]
    assert "Up to date: 6 of 12." in out
    code, out, _ = said("why", "KZ-10.kk")
    assert "Changed: numbers." in out
    assert "Unchanged: page templates, translations, fonts, program or libraries." in out
    assert "Abai region: Unemployment rate, %, 2023: revised by +2.0% (4.9 → 5)" in out
    assert "unemployment rate, 2023: 4.9 → 5.0" in out
    assert "rank 2 of 3 → 1 of 3" in out
    assert said("issue")[0] == 4

    code, out, _ = said("build", "--jobs", "1")
    assert "Up to date already: 6." in out
    assert "6 of 12 briefs are new" in said("issue")[1]
    old = small.project.out / "2023" / "editions" / "1" / "briefs" / "KZ-10.kk.pdf"
    code, out, _ = said("verify", str(old), "--rebuild")
    assert "KZ-10.kk.pdf: issued as briefs/KZ-10.kk.pdf, edition 1 of 2023" in out
    assert "It was replaced in edition 2." in out
    assert (code, "the bytes are the same" in out) == (0, True)
    assert json.loads(said("verify", str(old), "--rebuild", "--json")[1])[0]["rebuilt"] is True


def test_one_region_alone_and_what_its_revision_does_to_the_others(small, said):
    """Background only, said by status and why; the region by its name; the others stay drafts."""
    said("build", "--jobs", "1")
    said("issue")
    small.deliver(SWAPPED)
    assert "up to date; only its background" in said("why", "KZ.en")[1]
    rows = {each["brief"]: each for each in json.loads(said("status", "--json")[1])}
    nation = rows["KZ.en"]
    assert (nation["state"], nation["causes"], nation["edition"]) == ("fresh", ["background"], 1)
    said("build", "--jobs", "1")
    assert "3 of 12 briefs are new" in said("issue", "--region", "Abai region")[1]
    rows = {each["brief"]: each for each in json.loads(said("status", "--json")[1])}
    assert {name for name, row in rows.items() if row["state"] == "stale"} == {
        f"KZ-71.{code}" for code in ("kk", "ru", "en")
    }
    assert rows["KZ-71.en"]["causes"] == ["edition"]


def test_answers_for_programs(small, said):
    """The same as JSON."""
    said("build", "--jobs", "1")
    rows = json.loads(said("status", "--json")[1])
    assert len(rows) == 12
    assert rows[0] == {
        "brief": "KZ-10.kk",
        "state": "fresh",
        "edition": 1,
        "corrects": None,
        "causes": [],
    }
    assert json.loads(said("why", "KZ-71.en", "--json")[1])["facts"] == []
    assert json.loads(said("issue", "--json")[1]) == {"year": 2023, "edition": 1, "issued": True}
    assert json.loads(said("verify", "--json")[1])["differ"] == []
    pdf = small.project.out / "2023" / "briefs" / "KZ.ru.pdf"
    (row,) = json.loads(said("verify", str(pdf), "--json")[1])
    assert (row["subject"], row["language"], row["edition"]) == ("KZ", "ru", 1)


def test_a_file_that_was_not_issued_is_refused(small, said):
    """Exit code 4, and the file is named."""
    said("build", "--jobs", "1")
    pdf = small.project.out / "2023" / "briefs" / "KZ.ru.pdf"
    code, _, err = said("verify", str(pdf))
    assert (code, "KZ.ru.pdf: no edition holds this file" in err) == (4, True)


def test_before_the_first_edition_there_is_nothing_to_verify(small, said):
    """And asking makes nothing."""
    assert said("verify")[1].strip() == "No edition has been issued here."
    assert not small.project.out.exists()


def test_a_build_without_an_edition_has_nothing_to_verify(small, said):
    """A build keeps a ledger, but nothing was issued; and nothing can be made again unnamed."""
    said("build", "--jobs", "1", "--region", "KZ-10", "--language", "en")
    assert said("verify")[1].strip() == "No edition has been issued here."
    code, _, err = said("verify", "--rebuild")
    assert (code, "--rebuild needs the names" in err) == (2, True)


def test_a_manifest_that_was_rewritten_proves_nothing(small, said, tmp_path):
    """The ledger knows the manifest that was issued."""
    said("build", "--jobs", "1")
    said("issue")
    edition = small.project.out / "2023" / "editions" / "1"
    forged = tmp_path / "forged.pdf"
    forged.write_bytes((edition / "briefs" / "KZ-10.en.pdf").read_bytes() + b"\n%")
    manifest = edition / "manifest.json"
    issued = sha256_of(edition / "briefs" / "KZ-10.en.pdf")
    text = manifest.read_text(encoding="utf-8").replace(issued, sha256_of(forged))
    manifest.chmod(0o644)
    manifest.write_text(text, encoding="utf-8")
    code, out, err = said("verify", str(forged))
    assert (code, out) == (4, "")
    assert "manifest.json" in err


def test_why_names_values_of_others_and_values_that_are_gone(small, said):
    """A brief shows where other regions stand too: it is remade, and must say why."""
    said("build", "--jobs", "1")
    said("issue")
    small.deliver({"unemployment_rate": {("KZ-10", "", 2023): 5.0}})
    assert "Abai region: Unemployment rate, %, 2023" in said("why", "KZ-71.en")[1]
    (first,) = json.loads(said("why", "KZ-71.en", "--json")[1])["figures"]
    assert (first["region"], first["old"], first["new"]) == ("KZ-10", 4.9, 5.0)


@pytest.mark.parametrize("name", ["KZ-10.de", "KZ-99.kk", "Nowhere.kk"])
def test_a_brief_that_does_not_exist_is_named(small, said, name):
    """With how a name looks like."""
    code, _, err = said("why", name)
    assert (code, name.partition(".")[0] in err) == (1, True)
    assert small.project.out.exists() is False


@pytest.mark.parametrize("name", ["KZ-10", "KZ-10.en.pdf", "Абай", "область Абай.en"])
def test_why_takes_a_name_and_the_language_of_the_user(small, said, name):
    """A brief is named as its file, by its code alone, or by the region in any language."""
    code, out, _ = said("why", name)
    assert (code, out.startswith("KZ-10.en: ")) == (0, True)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.EIO, "Input/output error", "brief.css"), "brief.css: Input/output error"),
        (MemoryError(), "The memory of this machine is not enough"),
    ],
)
def test_a_machine_that_fails_is_told_in_a_sentence(small, said, monkeypatch, error, told):
    """Wherever it happens: exit code 3, and nothing is left."""

    def fail(*_):
        raise error

    monkeypatch.setattr(pipeline, "survey", fail)
    code, _, err = said("build")
    assert (code, told in err) == (3, True), err
    assert not small.project.out.exists()


NEEDS = "table,coverage\ngrp,90\nfixed_capital_investment,90\n"


def test_a_year_that_lacks_figures_is_issued_only_with_a_reason(small, said):
    """What is missing is named; the reason is frozen with the edition and told ever after."""
    needs = small.project.classifications / "reference_year.csv"
    needs.write_text(NEEDS, encoding="utf-8")
    assert said("build", "--jobs", "1")[0] == 0
    code, out, err = said("issue")
    assert (code, out) == (1, "")
    assert "Investment in fixed capital, million tenge" in err
    assert "--although" in err
    assert not (small.project.out / "2023" / "editions").exists()
    assert said("issue", "--although", " ")[0] == 1

    told = "Edition 1 of 2023 was issued although figures were lacking: the ministry asked for it"
    code, out, err = said("issue", "--although", "the ministry asked for it")
    assert code == 0
    assert "Edition 1 of 2023 is issued" in out
    assert told in err
    manifest = small.project.out / "2023" / "editions" / "1" / "manifest.json"
    assert json.loads(manifest.read_text(encoding="utf-8"))["although"] == (
        "the ministry asked for it"
    )
    assert said("verify")[0] == 0
    assert told in said("status")[1]
    assert told in said("build")[2]
    code, out, err = said("build")
    assert (code, out.startswith("Nothing to do"), told in err) == (0, True, True)
    code, out, err = said("issue")  # nothing new: no reason is asked for again
    assert (code, "Nothing to issue" in out, told in err) == (0, True, True)


def test_a_reason_of_two_lines_freezes_nothing(small, said):
    """The reason stands in a manifest and in messages: it is one line of plain text."""
    (small.project.classifications / "reference_year.csv").write_text(NEEDS, encoding="utf-8")
    assert said("build", "--jobs", "1")[0] == 0
    assert said("issue", "--although", "one\ntwo")[0] == 1
    assert not (small.project.out / "2023" / "editions").exists()


def test_a_whole_year_is_issued_without_a_reason(small, said):
    """Where nothing lacks a reason is not kept, even if one is given."""
    (small.project.classifications / "reference_year.csv").write_text(
        "table,coverage\ngrp,90\n", encoding="utf-8"
    )
    assert said("build", "--jobs", "1")[0] == 0
    code, _, err = said("issue", "--although", "just in case")
    assert (code, "just in case" in err) == (0, False)
    manifest = small.project.out / "2023" / "editions" / "1" / "manifest.json"
    assert json.loads(manifest.read_text(encoding="utf-8"))["although"] == ""


def test_a_build_with_nothing_to_do_tells_doubts_again(small, said):
    """Figures stored with a reason are told by every build, also by the one that is answered at
    once."""
    small.deliver({"unemployment_rate": {("KZ-10", "", 2023): 39.0}})
    code, out, err = said("build", "--jobs", "1")
    assert (code, "a test" in err) == (0, True)
    code, out, err = said("build")
    assert (code, out.startswith("Nothing to do"), "a test" in err) == (0, True, True)
