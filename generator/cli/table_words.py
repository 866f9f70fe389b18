"""Names of input tables and of their units, in the user's language."""

from collections.abc import Mapping

from generator.dataset.schema import BY_NAME
from generator.presentation.localisation.language import Language

UNITS: Mapping[str, str] = {
    "mln KZT": "short_unit.million_kzt",
    "thousand KZT": "short_unit.thousand_kzt",
    "%": "short_unit.percent",
    "percentage points": "short_unit.percentage_points",
    "units": "short_unit.units",
    "index": "short_unit.index",
    "persons": "table_unit.persons",
    "thousand persons": "table_unit.thousand_persons",
    "KZT per month": "table_unit.kzt_month",
    "thousand KZT per month": "table_unit.thousand_kzt_month",
    "% of previous year": "table_unit.percent_of_previous",
    "% year on year": "table_unit.percent_year_on_year",
    "% of GDP": "table_unit.percent_of_gdp",
    "% below subsistence minimum": "table_unit.percent_poor",
    "children per 100 places": "table_unit.children",
    "% of population aged 10 and over": "table_unit.percent_of_adults",
    "rank": "table_unit.rank",
}
"""Messages that name the units of input tables."""


def unit_in_words(unit: str, language: Language) -> str:
    """Name a unit of input tables; empty text, of a figure without one, stays empty."""
    return language.say(UNITS[unit]) if unit else ""


def table_in_words(table: str, language: Language) -> str:
    """Name an input table."""
    return language.say(f"table.{table}")


def table_unit(table: str, language: Language) -> str:
    """Name the unit of an input table."""
    return unit_in_words(BY_NAME[table].unit, language)
