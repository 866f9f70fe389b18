"""The commands about vintages, as users meet them."""

import csv
import json
import re
import shutil

import pytest

from generator.cli import main
from generator.cli.console import unit
from generator.findings.brief_set import prepare
from generator.findings.claims import Verbatim
from generator.presentation.indicator_names import indicator
from generator.presentation.localisation.language import Language
from generator.project import LANGUAGES, Project
from tests.dataset.conftest import TINY


@pytest.fixture
def data(tmp_path):
    """A copy of the made-up deliveries."""
    shutil.copytree(TINY, tmp_path / "data")
    return tmp_path / "data"


def test_revisions_of_2022_name_what_the_paper_had(capsys, tmp_path):
    """Atyrau −2,8 %, the share of Zhetisu, national growth; all briefs are affected."""
    table = tmp_path / "changed.csv"
    days = ["2023-12-31", "2026-11-23", "--year", "2022", "--ui", "ru", "--csv", str(table)]
    assert main(["revisions", *days]) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "ВРП на душу населения, 2022: 20 541,2 → 19 974,1 (тыс. тенге; −567,1; −2,8%)" in said
    assert "доля в ВВП, 2022: 1,3 → 1,4 (%; +0,1)" in said
    assert "реальный прирост, 2022: 2,6 → 3,2" in said
    assert "21 из 21" in said
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    (atyrau,) = (
        row
        for row in rows
        if (row["subject"], row["measure"], row["period"]) == ("KZ-23", "grp_per_capita", "2022")
    )
    assert (atyrau["old"], atyrau["new"], atyrau["difference"]) == ("20541.2", "19974.1", "-567.1")


def test_revisions_are_json_too(capsys):
    """The same comparison for programs."""
    assert main(["revisions", "2023-12-31", "2026-11-23", "--year", "2022", "--json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert (content["year"], content["old"], content["new"]) == (2022, "2023-12-31", "2026-11-23")
    assert "KZ-23" in content["affected"]
    assert {"subject", "facts", "claims"} == set(content["briefs"][0])


def test_a_vintage_has_no_revisions_against_itself(capsys):
    """Two days between which nothing was released."""
    assert main(["revisions", "2026-11-23", "2026-11-24", "--ui", "en"]) == 0
    assert "Nothing that a reader could see has changed." in capsys.readouterr().out


def test_a_number_is_explained_with_its_earlier_value(capsys):
    """Formula, inputs with file and row, and what the paper had."""
    assert main(["explain", "KZ-23", "grp_per_capita", "--year", "2022", "--ui", "en"]) == 0
    said = capsys.readouterr().out
    assert "19,974.1 (thousand tenge); rank 1 of 20" in said
    assert "2026-11-23/grp.csv, row" in said
    assert "as of 31\u00a0December\u00a02023: 20,541.2; preliminary; rank 1 of 6" in said.replace(
        "December 2023", "December\u00a02023"
    )


def test_an_explanation_is_json_too(capsys):
    """Inputs carry their delivery, file and row."""
    words = ["explain", "KZ-23", "location_quotient", "--industry", "B", "--json"]
    assert main(words) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["fact"]["industry"] == "B"
    assert {"table", "file", "row", "vintage", "source"} <= content["inputs"][0].keys()


def test_a_contribution_of_an_industry_is_explained_to_file_and_row(capsys):
    """Its index and the value added that weighs it, each with delivery, file and row."""
    words = ["explain", "KZ-63", "real_contribution", "--industry", "C", "--ui", "en"]
    assert main(words) == 0
    said = capsys.readouterr().out
    assert "\N{MINUS SIGN}1.21 (percentage points)" in said
    assert "2026-08-24/gva_volume_index.csv, row" in said
    assert "2026-11-23/gva_by_industry.csv, row" in said
    assert "95.9" in said


UNKNOWN = [
    ("explain KZ-23 happiness", "happiness"),
    ("explain KZ-23 location_quotient --industry Z", "Z"),
    ("explain KZ-99 grp_per_capita", "KZ-99"),
    ("revisions 2001-01-01 2026-11-23", "2001"),
    ("revisions 2023-12-31 2026-11-23 --year 2025", "2025"),
]


@pytest.mark.parametrize(("words", "said"), UNKNOWN)
def test_what_does_not_exist_is_named(capsys, words, said):
    """With what there is instead."""
    assert main([*words.split(), "--ui", "en"]) == 1
    assert said in capsys.readouterr().err


def test_a_received_delivery_is_used_at_once(capsys, data, tmp_path):
    """Stored with a reason under its day; a second one of that day is refused with exit code 4."""
    table = tmp_path / "average_population.csv"
    table.write_text(
        "region,year,value,status,borders,source,note\n"
        "KZ-10,2023,608000,published,current,TEST-2,\n",
        encoding="utf-8",
    )
    words = ["receive", str(table), "--released", "2025-09-30", "--data", str(data), "--ui", "en"]
    assert main(words) == 1
    shown = capsys.readouterr()
    assert "2023: a delivery replaces the year" in shown.err
    assert "Abai" not in shown.err
    words += ["--although", "one region was revised"]
    assert main(words) == 0
    assert "oblys revisions 2025-06-30 2025-09-30" in capsys.readouterr().out
    assert (data / "deliveries" / "2025-09-30" / table.name).read_bytes() == table.read_bytes()
    assert main(words) == 4
    assert "2025-09-30" in capsys.readouterr().err


def test_an_earlier_delivery_is_compared_with_what_was_before_it(capsys, data, tmp_path):
    """The days are named in their order, although a newer delivery is there."""
    table = tmp_path / "average_population.csv"
    newest = max(data.glob("deliveries/*/average_population.csv"))
    table.write_bytes(newest.read_bytes())
    words = ["receive", str(table), "--released", "2025-05-01", "--data", str(data), "--ui", "en"]
    assert main(words) == 0
    days = re.search(r"oblys revisions (\S+) (\S+)", capsys.readouterr().out)
    assert days[2] == "2025-05-01"
    assert days[1] < days[2]


def test_product_that_no_longer_agrees_with_its_industries_is_named(capsys, data, tmp_path):
    """A revised GRP is stored, and what it contradicts is said at once."""
    newest = max(data.glob("deliveries/*/grp.csv"))
    last = max(re.findall(r"(?m)^KZ-10,(\d+),", newest.read_text("utf-8")))
    changed = re.sub(
        rf"(?m)^((?:KZ|KZ-10),{last},)([\d.]+)",  # the region and the nation, which agree
        lambda row: f"{row[1]}{float(row[2]) + 1000:.1f}",
        newest.read_text("utf-8"),
    )
    table = tmp_path / "grp.csv"
    table.write_text(changed, encoding="utf-8")
    words = ["receive", str(table), "--released", "2025-10-31", "--data", str(data), "--ui", "en"]
    words += ["--although", "a test"]
    code = main(words)
    shown = capsys.readouterr()
    assert code == 0, shown.err
    assert "but industries plus net taxes on products make" in shown.err
    assert "Abai region" in shown.err


def test_a_trend_has_inputs(capsys):
    """Volume indices, the output that weights them and the population that they are divided by."""
    assert main(["explain", "KZ-33", "trend_growth", "--json"]) == 0
    inputs = json.loads(capsys.readouterr().out)["inputs"]
    assert {each["table"] for each in inputs} == {"grp", "grp_volume_index", "average_population"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_fact_has_a_name_and_a_unit_in_words(panel, code):
    """Whatever a revision may touch is named in the user's language, phases with their years."""
    language = Language.load(Project.here().locales, code)
    briefs = (*prepare(panel, 2022, ()), *prepare(panel, 2025, ()))
    units = {fact.measure: fact.unit for each in briefs for fact in each.facts}
    assert {"growth_2014_2016", "three_shift_per_100k", "opened_per_liquidated"} <= units.keys()
    for measure, unit_code in units.items():
        for slot in (indicator(measure, language), unit(measure, unit_code, language)):
            said = slot.text if isinstance(slot, Verbatim) else language.say(slot.key)
            assert said, measure
            assert said != measure
