"""What a delivery may hold: one declaration per input table, and the words its cells may use."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

KEYS = ("region", "industry", "year")
"""Columns that identify a figure; ``industry`` only in tables by industry."""

DISTRICT = "district"
"""Column that follows the region in tables by district."""

ITEM = "item"
"""Column that follows the region in tables of several quantities."""

STEPS: Mapping[int, str] = MappingProxyType({1: "month", 3: "quarter"})
"""Columns that follow the year in tables of the year so far, by the months that they count."""

MISSING = frozenset({"suppressed", "nil"})
"""Statuses of a figure that is not there: kept confidential, or the phenomenon does not exist."""

STATUSES = ("published", "preliminary", "derived", "copied", "suppressed", "nil", "quoted")

CURRENT = "current"
BORDERS = (CURRENT, "before-2022", "before-2018")
"""On which borders a figure is: today's, or those before regions were carved out."""

FIRST_YEAR = 1990

LIMIT = 1e9
"""Above this no figure in its table's unit is plausible."""

DUST = 1e-6
"""What binary numbers may miss when decimal ones are added."""


@dataclass(frozen=True, slots=True)
class InputTable:
    """One input table.

    Parameters
    ----------
    name
        The measure, in the field's terms; the file is ``<name>.csv``.
    unit
        Unit of every value.
    minimum, maximum
        Smallest and largest value that can be right, both included.
    has_industry
        Whether the table has a column ``industry``.
    aggregates
        Codes allowed in that column besides sections; empty text is the whole economy.
    nation_tolerance
        By how much the regions may miss the nation's value, in the unit; ``None`` where the
        measure does not add up over regions, or the source is known not to.
    has_district
        Whether the table has a column ``district``: every figure is then of a district.
    region_table, region_tolerance
        Table of regions that the districts of a region add up to, and by how much each of them
        may be rounded, in the unit; empty text where the measure does not add up.
    whole
        Whether every value is a count, and so without decimals.
    months
        In tables of the year so far, how many months a step of their period has: 3 by quarter, 1
        by month. They are a kind of their own and join no table of years; 0 in all others.
    items
        What a column ``item`` may name where one table counts several quantities.
    """

    name: str
    unit: str
    minimum: float = 0.0
    maximum: float = LIMIT
    has_industry: bool = False
    aggregates: tuple[str, ...] = ()
    nation_tolerance: float | None = None
    has_district: bool = False
    region_table: str = ""
    region_tolerance: float = 0.0
    whole: bool = False
    months: int = 0
    items: tuple[str, ...] = ()

    @property
    def step(self) -> str:
        """Return the column that says where a period ends; empty text in tables of years."""
        return STEPS.get(self.months, "")

    @property
    def file(self) -> str:
        """Return the name of the file that holds the table."""
        return f"{self.name}.csv"

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns of the file, in order."""
        keys = KEYS if self.has_industry else tuple(key for key in KEYS if key != "industry")
        if self.has_district:
            keys = ("region", DISTRICT, *keys[1:])
        keys = ("region", ITEM, *keys[1:]) if self.items else keys
        keys = (*keys, self.step) if self.step else keys
        return (*keys, "value", "status", "borders", "source", "note")


MLN = "mln KZT"
PERCENT = "%"
ADULT = "% of population aged 10 and over"
UNITS = "units"

_WHOLE = ("",)
_ROUNDED = 0.2
"""Published to one decimal and adding up exactly; leaves room for the last digit."""

_OUTPUT = (
    InputTable("grp", MLN, minimum=0.1, nation_tolerance=_ROUNDED),
    InputTable(
        "gva_by_industry",
        MLN,
        has_industry=True,
        aggregates=("OTHER_SERVICES",),
        nation_tolerance=_ROUNDED,
    ),
    InputTable("net_taxes_on_products", MLN, minimum=-LIMIT, nation_tolerance=_ROUNDED),
    InputTable("fisim", MLN, nation_tolerance=_ROUNDED),
    InputTable("grp_volume_index", "% of previous year", minimum=10, maximum=1000),
    InputTable(
        "gva_volume_index",
        "% of previous year",
        minimum=10,
        maximum=1000,
        has_industry=True,
        aggregates=("B-E", "OTHER_SERVICES"),
    ),
    InputTable("grp_per_capita", "thousand KZT", minimum=0.1),
    InputTable("grp_share", "% of GDP", maximum=100),
    InputTable("growth_contribution", "percentage points", minimum=-100, maximum=100),
    InputTable("grp_per_capita_rank", "rank", minimum=1, maximum=100, whole=True),
    InputTable("fixed_capital_investment", MLN, nation_tolerance=5),
)

_PEOPLE = (
    InputTable("average_population", "persons", minimum=1, nation_tolerance=0.5),
    InputTable("population_1_january", "persons", minimum=1, nation_tolerance=0.5, whole=True),
    InputTable("population_rank", "rank", minimum=1, maximum=100, whole=True),
    InputTable("unemployment_rate", PERCENT, maximum=40),
    InputTable("employed_population", "thousand persons", minimum=0.001, nation_tolerance=0.1),
    InputTable(
        "employed_by_sector",
        "persons",
        has_industry=True,
        aggregates=("B-F", "G-T"),
        nation_tolerance=250,
        whole=True,
    ),
    InputTable("average_wage", "KZT per month", minimum=1),
    InputTable("average_wage_third_quarter", "thousand KZT per month", minimum=1),
    InputTable("cash_income_per_capita", "KZT per month", minimum=1),
    InputTable("poverty_rate", "% below subsistence minimum", maximum=100),
    InputTable("gini_index", "index", maximum=1),
)

_EDUCATION_AND_ROADS = (
    InputTable("general_schools", UNITS, nation_tolerance=0.5, whole=True),
    InputTable("general_schools_urban", UNITS, nation_tolerance=0.5, whole=True),
    InputTable("general_schools_rural", UNITS, nation_tolerance=0.5, whole=True),
    InputTable("three_shift_schools", UNITS, whole=True),
    InputTable("universities", UNITS, whole=True),
    InputTable("students_higher_education", "persons", whole=True),
    InputTable("preschool_children_per_100_places", "children per 100 places", maximum=1000),
    InputTable("higher_education_share", ADULT, maximum=100),
    InputTable("postgraduate_education_share", ADULT, maximum=100),
    InputTable("local_roads_standard_share", PERCENT, maximum=100),
    InputTable("republican_roads_good_share", PERCENT, maximum=100),
)

_INNOVATION = (
    InputTable("innovation_activity", PERCENT, maximum=100, has_industry=True, aggregates=_WHOLE),
    InputTable(
        "enterprises_surveyed",
        UNITS,
        has_industry=True,
        aggregates=_WHOLE,
        nation_tolerance=0.5,
        whole=True,
    ),
    InputTable(
        "enterprises_with_innovation",
        UNITS,
        has_industry=True,
        aggregates=_WHOLE,
        nation_tolerance=0.5,
        whole=True,
    ),
    InputTable(
        "employees_of_surveyed_enterprises",
        "persons",
        has_industry=True,
        aggregates=_WHOLE,
        nation_tolerance=0.5,
        whole=True,
    ),
    InputTable("enterprises_with_any_innovation_type", UNITS, nation_tolerance=0.5, whole=True),
    InputTable("enterprises_all_innovation_types", UNITS, nation_tolerance=0.5, whole=True),
    InputTable("enterprises_product_innovation", UNITS, nation_tolerance=0.5, whole=True),
    InputTable("enterprises_process_innovation", UNITS, nation_tolerance=0.5, whole=True),
    InputTable("innovation_expenditure", MLN, nation_tolerance=1),
    InputTable("innovation_expenditure_product", MLN, nation_tolerance=1),
    InputTable("innovation_expenditure_process", MLN, nation_tolerance=1),
    InputTable("innovative_output", MLN, nation_tolerance=1),
    InputTable("innovative_products_sold", MLN, nation_tolerance=1),
    InputTable("rd_performing_organisations", UNITS, nation_tolerance=0.5, whole=True),
    InputTable("rd_internal_expenditure", "thousand KZT", nation_tolerance=1),
    InputTable("rd_external_expenditure", "thousand KZT", nation_tolerance=1),
    InputTable("rd_personnel", "persons", nation_tolerance=0.5, whole=True),
    InputTable("rd_researchers", "persons", nation_tolerance=0.5, whole=True),
)

_ORGANISATIONS = (
    InputTable("organisations_registered_1_january", UNITS, whole=True),
    InputTable("organisations_increase", UNITS, minimum=-LIMIT, whole=True),
    InputTable("organisations_growth", PERCENT, minimum=-100, maximum=1000),
    InputTable("organisations_opened", UNITS, has_industry=True, aggregates=_WHOLE, whole=True),
    InputTable(
        "organisations_liquidated", UNITS, has_industry=True, aggregates=_WHOLE, whole=True
    ),
)

_DISTRICTS = (
    InputTable(
        "district_product", MLN, has_district=True, region_table="grp", region_tolerance=_ROUNDED
    ),
    InputTable("district_income_per_capita", "KZT per month", minimum=1, has_district=True),
    InputTable(
        "district_population",
        "persons",
        minimum=1,
        has_district=True,
        region_table="average_population",
        region_tolerance=1,
    ),
    InputTable(
        "district_population_1_january",
        "persons",
        minimum=1,
        has_district=True,
        region_table="population_1_january",
        region_tolerance=1,
    ),
)

_LOCAL_BUDGETS = (
    InputTable("local_budget_taxes", MLN, nation_tolerance=_ROUNDED),
    InputTable("local_budget_transfers_received", MLN, nation_tolerance=_ROUNDED),
    InputTable("local_budget_subventions", MLN, nation_tolerance=_ROUNDED),
    InputTable("local_budget_withdrawals", MLN, nation_tolerance=_ROUNDED),
    InputTable("local_budget_expenditure", MLN, nation_tolerance=_ROUNDED),
)

BUDGET_ITEMS = ("taxes", "transfers_received", "subventions", "withdrawals", "expenditure")
"""What the table of local budgets of the year so far counts."""

_YEAR_TO_DATE = (
    InputTable("grp_year_to_date", MLN, minimum=0.1, nation_tolerance=_ROUNDED, months=3),
    InputTable(
        "grp_volume_index_year_to_date",
        "% year on year",
        minimum=10,
        maximum=1000,
        months=3,
    ),
    InputTable(
        "local_budget_year_to_date",
        MLN,
        nation_tolerance=_ROUNDED,
        months=1,
        items=BUDGET_ITEMS,
    ),
)

TABLES = (
    *_OUTPUT,
    *_PEOPLE,
    *_EDUCATION_AND_ROADS,
    *_INNOVATION,
    *_ORGANISATIONS,
    *_DISTRICTS,
    *_LOCAL_BUDGETS,
    *_YEAR_TO_DATE,
)
"""Every table that a delivery may hold; none is required."""

BY_NAME: Mapping[str, InputTable] = MappingProxyType({table.name: table for table in TABLES})
BY_FILE: Mapping[str, InputTable] = MappingProxyType({table.file: table for table in TABLES})
