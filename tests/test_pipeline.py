"""From the real figures to finished briefs, by the command that users run."""

import hashlib
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from generator.presentation.localisation.catalogue import parts, read_catalogue
from generator.project import LANGUAGES, Project
from tests import printed

REGIONS = (10, 11, 15, 19, 23, 27, 31, 33, 35, 39, 43, 47, 55, 59, 61, 62, 63, 71, 75, 79)
SUBJECTS = (*(f"KZ-{number}" for number in REGIONS), "KZ")
NEVER = re.compile(r"\b(None|nan|NaN|inf|undefined|Markup)\b|[{}\ufffd]|\.\.|[-−]0[,.]0+(?!\d)")
OURS = ("Source-Sans-3", "Source-Serif-4")


@pytest.fixture(scope="module")
def built(run, tmp_path_factory):
    """The complete build of the newest year, in a folder of its own."""
    out = tmp_path_factory.mktemp("out")
    done = run("build", "--out", out)
    assert done.returncode == 0, done.stderr
    return out / "2025"


@pytest.fixture(scope="module")
def texts(built):
    """Text of every page of every brief, by file stem."""
    return {path.stem: printed.pages_of(path) for path in sorted((built / "briefs").iterdir())}


def test_every_region_and_the_nation_gets_its_briefs_and_facts(built):
    """63 PDFs and 21 JSON files, and nothing else."""
    briefs = {path.name for path in (built / "briefs").iterdir()}
    facts = {path.name for path in (built / "facts").iterdir()}
    assert briefs == {f"{code}.{language}.pdf" for code in SUBJECTS for language in LANGUAGES}
    assert facts == {f"{code}.json" for code in SUBJECTS}
    assert (len(briefs), len(facts)) == (63, 21)


def test_nothing_is_left_beside_the_results(built):
    """No staging folder outlives a run."""
    assert sorted(path.name for path in built.parent.iterdir()) == ["2025", "ledger.sqlite"]
    assert sorted(path.name for path in built.iterdir()) == ["briefs", "facts"]


def test_numbers_are_the_same_in_all_languages(texts):
    """The kk, ru and en briefs of a region print the same multiset of numbers."""
    for code in SUBJECTS:
        counted = {
            language: printed.numbers_in(
                printed.without_margins(texts[f"{code}.{language}"]), language
            )
            for language in LANGUAGES
        }
        assert counted["kk"].total() > 400
        assert counted["kk"] == counted["ru"] == counted["en"], code


def test_whole_numbers_are_grouped_alike(texts):
    """Each number from 1,000 on stands as often in the Kazakh and Russian brief."""
    for code in SUBJECTS:
        grouped = printed.grouped_in("\n".join(texts[f"{code}.en"]))
        assert grouped
        for language in ("kk", "ru"):
            text = "\n".join(texts[f"{code}.{language}"])
            assert grouped == Counter({n: printed.occurrences(n, text) for n in grouped}), code


def test_no_page_shows_the_machinery(texts):
    """No None, nan, braces, double stops or negative zero reaches a reader."""
    found = [
        (stem, hit.group())
        for stem, pages in texts.items()
        for hit in NEVER.finditer("\n".join(pages))
    ]
    assert found == []


def test_every_page_has_its_number(texts):
    """Each page says which of how many it is; a region's brief has four pages at least."""
    for stem, pages in texts.items():
        assert len(pages) >= 4, stem
        for at, page in enumerate(pages, 1):
            assert re.search(rf"(?<!\d){at}\s*/\s*{len(pages)}(?!\d)", page), (stem, at)


def test_only_bundled_fonts_are_used(built):
    """Source Sans 3 and Source Serif 4, whatever the machine has."""
    for path in (built / "briefs").iterdir():
        names = printed.fonts_of(path)
        assert names, path.name
        assert {name for name in names if not name.startswith(OURS)} == set(), path.name


def squeezed(text):
    """Text without what line breaking may change."""
    return re.sub(r"[\s\u00ad\u2060\u200b-]", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_brief_speaks_one_language(texts, language):
    """No piece of another language's catalogue stands in a brief."""
    pieces = {}
    for code in LANGUAGES:
        messages = read_catalogue(Project.here().locales, code).messages.values()
        forms = (form for message in messages for form in message.forms)
        literals = {squeezed(text) for form in forms for text, _ in parts(form)}
        pieces[code] = {text for text in literals if len(text) > 11 and not text.isascii()}
        if code == "en":
            pieces[code] = {text for text in literals if len(text) > 11}
    foreign = set().union(*pieces.values()) - pieces[language]
    foreign = {text for text in foreign if not any(text in own for own in pieces[language])}
    assert len(foreign) > 300
    own = [stem for stem in texts if stem.endswith(language)]
    assert len(own) == 21
    for stem in own:
        text = squeezed("".join(texts[stem]))
        assert [piece for piece in foreign if piece in text] == [], stem
        assert bool(re.search("[а-яә-ө]", text)) is (language != "en"), stem


def facts_of(folder, code):
    """Facts of one brief for its year, by measure."""
    content = json.loads((folder / "facts" / f"{code}.json").read_text(encoding="utf-8"))
    own = (fact for fact in content["facts"] if fact["period"] == int(folder.name))
    return {fact["measure"]: fact for fact in own}


def test_the_newest_year_has_its_own_ranks_and_contributions(built, panel):
    """Rank 1 of 20 for Atyrau in 2025; contributions and residual add up to national growth."""
    atyrau = facts_of(built, "KZ-23")["grp_per_capita"]
    assert (atyrau["rank"], atyrau["of"], atyrau["period"]) == (1, 20, 2025)
    assert round(atyrau["value"], 1) == 23332.0
    ranks = sorted(facts_of(built, code)["grp_per_capita"]["rank"] for code in SUBJECTS[:-1])
    assert ranks == list(range(1, 21))
    assert panel.vintage.isoformat() == atyrau["vintage"]


def test_facts_are_what_the_command_facts_shows(built, run):
    """`oblys facts` and the written file say the same."""
    shown = run("facts", "KZ-62")
    assert shown.returncode == 0
    written = (built / "facts" / "KZ-62.json").read_text(encoding="utf-8")
    assert json.loads(shown.stdout) == json.loads(written)


@pytest.mark.parametrize(
    ("as_of", "shown", "of"), [(None, "19 974,1", 20), ("2023-12-31", "20 541,2", 6)]
)
def test_2022_prints_what_was_known(run, tmp_path, as_of, shown, of):
    """Atyrau 2022: 19 974,1 thousand tenge and rank 1; in the preliminary vintage 20 541,2."""
    known = ("--as-of", as_of) if as_of else ()
    done = run(
        "build", "--year", 2022, "--region", "KZ-23", "--language", "ru", "--out", tmp_path, *known
    )
    assert done.returncode == 0, done.stderr
    assert f"rank 1 of {of}" in done.stdout
    pages = printed.pages_of(tmp_path / "2022" / "briefs" / "KZ-23.ru.pdf")
    assert printed.occurrences(shown, "\n".join(pages)) >= 1
    fact = facts_of(tmp_path / "2022", "KZ-23")["grp_per_capita"]
    assert (fact["rank"], fact["of"]) == (1, of)


def digest(folder):
    """Checksum of every file below a folder, with the names of all files and folders."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else ""
        for path in sorted(folder.rglob("*"))
    }


def test_a_broken_delivery_changes_nothing(built, run, tmp_path):
    """Every problem is listed with its place, the exit code is 1, and the briefs stay."""
    data, out = tmp_path / "data", tmp_path / "out"
    shutil.copytree(Path(__file__).parent.parent / "data", data)
    shutil.copytree(built.parent, out)
    before = digest(out)
    broken = data / "deliveries" / "2026-11-23" / "grp.csv"
    lines = broken.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace("KZ,", "KZ-99,", 1)
    lines[5] = lines[5].replace(".", ".x", 1) if "." in lines[5] else lines[5] + "x"
    lines.append(lines[7])
    broken.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = run("build", "--data", data, "--out", out)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for row in (4, 6, len(lines)):
        assert re.search(rf"grp\.csv\D+{row}\b", done.stderr), done.stderr
    assert digest(out) == before
