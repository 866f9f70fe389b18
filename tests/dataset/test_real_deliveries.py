"""The real deliveries: accepted without a problem, and saying what the sources say."""

import math
from datetime import date

import pandas as pd
import pytest

from generator.classifications.regions import NATION
from generator.dataset.schema import BORDERS, STATUSES
from generator.dataset.vintages import load
from generator.errors import RequestProblems
from generator.project import Project

CARVED = {"KZ-19": "KZ-33", "KZ-35": "KZ-62", "KZ-63": "KZ-10"}


def test_the_product_of_the_nation_is_the_published_one(panel):
    """GDP of 2022 and 2025 in million tenge, as the Bureau of National Statistics states it."""
    product = panel.wide("grp").loc[NATION]
    assert product[2025] == 159608552.9
    assert product[2022] == 103765518.2


def test_the_regions_add_up_to_the_nation(panel):
    """The product of the twenty regions is that of the nation, to the last digit, since 2021."""
    product = panel.wide("grp")
    for year in range(2021, 2026):
        regions = product[year].drop(NATION).dropna()
        assert len(regions) == 20
        assert math.fsum(regions) == pytest.approx(product.loc[NATION, year], abs=0.05)


def test_population_is_complete_and_adds_up(panel):
    """Average population of all twenty regions since 2009; 20.4 million people in 2025."""
    people = panel.wide("average_population")
    assert people.shape == (21, 17)
    assert people.notna().all(axis=None)
    assert people.loc[NATION, 2025] == 20391610.5
    assert people[2025].drop(NATION).sum() == pytest.approx(people.loc[NATION, 2025], abs=0.5)


def test_every_section_is_there_since_2014(panel):
    """The inputs of the structure indices have no hole: 18 or 21 rows of 19 sections."""
    for year in range(2014, 2026):
        sections = panel.industry_frame("gva_by_industry", year)
        assert sections.shape == (18 if year < 2021 else 21, 19)
        assert sections.notna().all(axis=None)


def test_households_are_counted_with_other_services(panel):
    """In 2025 section T is published apart; S holds both, as in the years before."""
    alone = panel.observation("gva_by_industry", NATION, 2025, "S").value
    apart = panel.observation("gva_by_industry", NATION, 2025, "T").value
    together = panel.industry_frame("gva_by_industry", 2025).loc[NATION, "S"]
    assert apart > 0
    assert together == alone + apart


def test_coarse_years_have_no_full_structure(panel):
    """Before 2014 some services are one aggregate: their sections are missing, not zero."""
    sections = panel.industry_frame("gva_by_industry", 2013)
    assert sections[["I", "K", "M", "N", "O", "P", "Q", "R", "S"]].isna().all(axis=None)
    assert panel.wide("gva_by_industry", "OTHER_SERVICES").columns.tolist() == [
        2010,
        2011,
        2012,
        2013,
    ]


def test_former_and_present_borders_never_share_a_cell(panel):
    """A cell has one figure, on one kind of borders; new regions have no former ones."""
    rows = panel.observations
    assert not rows.duplicated(["table", "region", "district", "industry", "year"]).any()
    former = rows[rows["borders"].eq("before-2022")]
    assert set(former["region"]) == set(CARVED)
    assert former["year"].max() == 2021
    assert set(rows.loc[rows["borders"].eq("before-2018"), "region"]) == {"KZ-YUZ"}


def test_product_changes_borders_between_2020_and_2021(panel):
    """Up to 2020 the product of the divided regions includes what was carved out later."""
    labels, product = panel.borders("grp"), panel.wide("grp")
    for old, new in CARVED.items():
        assert labels.loc[old, 2020] == "before-2022"
        assert labels.loc[old, 2021] == "current"
        assert math.isnan(product.loc[new, 2020])
        assert labels.loc[new, 2020] == ""


def test_population_is_recalculated_to_present_borders(panel):
    """Dividing former product by recalculated population would be wrong: the labels differ."""
    assert set(panel.borders("average_population").to_numpy().ravel()) == {"current"}


@pytest.mark.parametrize(
    ("region", "final", "preliminary"),
    [
        ("KZ-23", 19974.1, 20541.2),
        ("KZ-75", 8985.6, 8944.8),
        ("KZ-71", 8053.9, 7881.9),
        ("KZ-31", 2212.2, 2264.8),
        ("KZ-33", None, 1985.9),
        ("KZ-61", None, 1666.6),
    ],
)
def test_each_vintage_has_its_own_figures_of_2022(panel, quoted, region, final, preliminary):
    """The preliminary figures that a paper of 2023 quotes, and the final ones."""
    assert quoted.wide("grp_per_capita").loc[region, 2022] == preliminary
    computed = panel.wide("grp") / panel.wide("average_population") * 1000
    if final is not None:
        assert panel.wide("grp_per_capita").loc[region, 2022] == final
        assert computed.loc[region, 2022] == pytest.approx(final, abs=0.05)
    assert computed.loc[region, 2022] != pytest.approx(preliminary, rel=0.002)


def test_growth_of_2022_was_revised(panel, quoted):
    """Preliminary growth was 2.6 per cent, final growth is 3.2."""
    assert quoted.wide("grp_volume_index").loc[NATION, 2022] == 102.6
    assert panel.wide("grp_volume_index").loc[NATION, 2022] == 103.2
    assert quoted.observation("grp_volume_index", NATION, 2022).status == "preliminary"


def test_what_only_the_older_delivery_has_remains(panel):
    """Counts of organisations are in the older delivery alone; the newer does not erase them."""
    found = panel.observation("organisations_opened", "KZ-75", 2022, "C")
    assert (found.value, found.status, found.vintage) == (533.0, "quoted", "2023-12-31")


def test_the_end_of_2023_knows_nothing_later(quoted):
    """The older vintage holds only its own delivery."""
    assert quoted.vintage == date(2023, 12, 31)
    assert set(quoted.observations["vintage"]) == {"2023-12-31"}
    assert quoted.wide("grp").empty
    assert [delivery.released for delivery in quoted.deliveries] == [None]


def test_before_the_first_delivery_nothing_was_known():
    """A day before the earliest vintage is refused, naming that vintage."""
    with pytest.raises(RequestProblems) as refused:
        load(Project.here(), date(2023, 12, 30))
    (problem,) = refused.value.problems
    assert problem.key == "problem.before_first_vintage"
    assert dict(problem.slots) == {"found": "2023-12-30", "expected": "2023-12-31"}


def test_suppressed_figures_are_missing_and_not_zero(panel):
    """External research expenditure: two regions confidential, two without any."""
    rows = panel.observations
    rows = rows[rows["table"].eq("rd_external_expenditure")]
    assert rows.loc[rows["value"].isna(), "status"].value_counts().to_dict() == {
        "suppressed": 2,
        "nil": 2,
    }
    assert math.isnan(panel.wide("rd_external_expenditure").loc["KZ-27", 2022])


def test_odd_values_are_kept_and_marked(panel):
    """Values that look like slips stay as published, with a note that begins with a mark."""
    marked = panel.observations[panel.observations["note"].str.startswith("odd:")]
    found = set(zip(marked["table"], marked["region"], marked["year"], strict=True))
    assert ("unemployment_rate", "KZ-63", 2023) in found
    assert ("unemployment_rate", NATION, 2019) in found
    assert ("gva_by_industry", "KZ-10", 2022) in found
    assert panel.wide("unemployment_rate").loc["KZ-63", 2023] == 3.4
    assert panel.wide("gva_by_industry", "N").loc["KZ-10", 2022] == 171841.8


def test_south_kazakhstan_is_not_spliced_with_turkistan(panel):
    """The population before 2017 that the source prints as Turkistan is the former region's."""
    people = panel.wide("population_1_january")
    assert math.isnan(people.loc["KZ-61", 2016])
    assert people.loc["KZ-YUZ", 2016] == 2840871
    assert people.loc["KZ-61", 2017] == 1966336


def test_every_figure_has_its_passport(panel):
    """Status, borders, source, file and row of every figure are known; sources are described."""
    rows = panel.observations
    assert set(rows["status"]) <= set(STATUSES)
    assert set(rows["borders"]) <= set(BORDERS)
    assert (rows["row"] >= 2).all()
    used = {*rows["source"], *panel.year_to_date.sources()}
    assert used == {source.id for source in panel.sources()}
    assert {source.element for source in panel.sources() if source.id == "BNS-5927"} == {"5927"}


def test_a_passport_leads_to_the_line_of_the_file(panel):
    """File and row of an observation are where the figure stands."""
    found = panel.observation("grp", "KZ-23", 2022)
    path = Project.here().deliveries / found.vintage / found.file
    line = path.read_text(encoding="utf-8").splitlines()[found.row - 1]
    assert line.startswith(f"KZ-23,2022,{found.value},published,current,BNS-5927")


def test_absent_tables_are_empty(panel):
    """What is not in the panel gives empty frames, no years and no observation."""
    assert panel.wide("no_such_table").empty
    assert panel.borders("no_such_table").empty
    assert panel.industry_frame("no_such_table", 2022).empty
    assert panel.years("no_such_table") == ()
    assert panel.observation("grp", "KZ-10", 2020) is None
    assert panel.wide("grp").index.name == "region"
    assert panel.wide("grp").columns.name == "year"


def test_employment_of_industry_and_construction_is_published(panel):
    """It equals what was derived before, and the other sectors are still there."""
    rows = panel.observations
    rows = rows[rows["table"].eq("employed_by_sector")]
    published = rows[rows["industry"].eq("B-F")]
    assert set(published["status"]) == {"published"}
    assert rows["industry"].value_counts().to_dict() == {"A": 192, "B-F": 192, "G-T": 192}
    derived = load(Project.here(), date(2026, 11, 23)).wide("employed_by_sector", "B-F")
    now = panel.wide("employed_by_sector", "B-F")
    assert now.loc[derived.index].equals(derived)
    assert now.loc["KZ-YUZ", 2016] == 193368


def test_sectors_of_employment_add_up_to_the_employed(panel):
    """Agriculture, industry with construction, and services, in every region and year."""
    parts = sum(panel.wide("employed_by_sector", code) for code in ("A", "B-F", "G-T"))
    whole = panel.wide("employed_population").reindex_like(parts) * 1000
    assert whole.notna().sum().sum() > 180
    assert ((parts - whole).abs().dropna(how="all").max().max()) <= 1.0


def test_districts_add_up_to_their_region(panel):
    """On 1 January 2023 the districts of an oblast with all of its districts hold its people."""
    people = panel.by_district("district_population_1_january", 2023)
    whole = panel.wide("population_1_january")[2023]
    regions = [panel.districts[code].region for code in people.index]
    summed = people.groupby(regions).sum()
    assert (len(people), len(summed)) == (204, 17)
    assert summed.to_dict() == whole[summed.index].to_dict()


def test_volume_indices_of_industry_agree_with_their_parts(panel):
    """Mining to water, weighted with the year before, give the index of industry as printed."""
    parts, whole = ["B", "C", "D", "E"], panel.wide("gva_volume_index", "B-E")
    gaps = []
    for year in range(2015, 2026):
        weights = panel.industry_frame("gva_by_industry", year - 1)[parts]
        index = pd.DataFrame(
            {code: panel.wide("gva_volume_index", code).get(year) for code in parts}
        ).reindex(weights.index)
        real = (weights * index.where(weights > 0, 0)).sum(axis=1, skipna=False)
        gaps.append((real / weights.sum(axis=1) - whole[year]).abs().dropna())
    every = pd.concat(gaps)
    assert len(every) > 180
    assert every.median() < 0.03
    assert every.quantile(0.9) < 0.06


def test_what_did_not_exist_has_no_index(panel):
    """Mining in Astana until 2024 and in Almaty is printed as nothing, not as a fall to zero."""
    for region, last in (("KZ-71", 2024), ("KZ-75", 2025)):
        found = panel.observation("gva_volume_index", region, last, "B")
        assert (found.status, math.isnan(found.value)) == ("nil", True)
    assert panel.wide("gva_volume_index", "B").min().min() > 0


def test_the_day_of_release_is_not_the_day_of_receipt(panel):
    """Volume indices by industry were released in August, and are known as of then."""
    found = next(each for each in panel.deliveries if each.day == date(2026, 8, 24))
    assert (found.released, found.received) == (found.day, date(2026, 11, 30))
    assert panel.vintage == date(2026, 11, 30)
