"""Print indicators and key figures, every cell a finished string."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.classifications.regions import NATION
from generator.findings.brief import Brief
from generator.findings.claims import Count, Number, Rank, RegionSlot, Slot, TextSlot, Year
from generator.findings.facts import Fact
from generator.findings.measures import BUDGET, MEASURE, names_where, rows_by_group
from generator.presentation.charts.drawing import DrawingSet
from generator.presentation.charts.strips import sparkline, strip
from generator.presentation.charts.style import text_width
from generator.presentation.localisation.language import Language

STRUCTURE = "structure"
"""Heading of the indices of structure."""

SPARK_YEARS = 5
"""Fewest years that make a sparkline."""
FOOT_SIZE, FOOT_WIDTH = 7.6, 31.0
"""Points of the letters under a key figure, and millimetres that they have."""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator: the region, the nation, its rank and its place among the regions."""

    name: str
    unit: str
    value: str
    nation: str
    rank: str
    strip: Markup
    low: str
    high: str
    change: str
    spark: Markup | str


@dataclass(frozen=True, slots=True)
class Group:
    """Indicators under one heading; those that are ``plain`` need no explaining."""

    name: str
    rows: tuple[IndicatorRow, ...]
    plain: bool = True


class FactPrinter:
    """Print the facts of one brief in one language; drawings go into its drawing set."""

    def __init__(
        self, brief: Brief, language: Language, drawing_set: DrawingSet | None = None
    ) -> None:
        self.brief, self.language = brief, language
        self.drawing_set = drawing_set or DrawingSet(language.code)

    def number(self, measure: str, value: float | None) -> str:
        """Print a value with its decimals and sign, without unit; … where it is missing."""
        known = MEASURE[measure]
        return self.language.number(value, known.decimals, signed=known.signed)

    def name(self, measure: str) -> str:
        """Name of a measure with a capital letter."""
        national = self.brief.national and MEASURE[measure].national_name
        return capitalised(self.language.say(f"{'nation' if national else 'measure'}.{measure}"))

    def row_name(self, measure: str) -> str:
        """Name of a measure in the table of indicators, shorter where the full one has no room."""
        short = MEASURE[measure].short_name
        return capitalised(self.language.say(f"row.{measure}")) if short else self.name(measure)

    def unit(self, fact: Fact) -> str:
        """Print the unit line; a figure that is not of the reference year says its year."""
        key = MEASURE[fact.measure].unit_key
        if fact.period == self.brief.year:
            return self.language.say(key)
        return self.language.say("unit.of_year", unit=TextSlot(key), year=Year(fact.period))

    def rank(self, fact: Fact) -> str:
        """Print the rank, or the range that tied regions share; a dash where there is none."""
        return place(fact.rank, fact.tied)

    def nation(self, measure: str, fact: Fact) -> str:
        """Print the nation's value; a dash where the measure has no meaning for it."""
        if measure in _WITHOUT_NATION:
            return "–"
        return self.number(measure, fact.national)

    def change(self, fact: Fact) -> str:
        """Print the change on the previous year with its unit."""
        measure = MEASURE[fact.measure]
        if not measure.change or fact.change is None:
            return "…" if measure.change else "–"
        if fact.change_kind == "relative":
            return self.language.percent(fact.change, 1, signed=True)
        number = self.language.number(fact.change, measure.decimals, signed=True)
        points = f"\u00a0{self.language.say('unit.points_short')}"
        return number + (points if fact.change_kind == "points" else "")

    def strip(self, fact: Fact, *, size: tuple[float, float]) -> Markup:
        """Draw the dot strip of all regions with its alternative text."""
        values = self.brief.distributions.get(fact.measure, {})
        nation = None if fact.measure in _APART_FROM_NATION else fact.national
        known = MEASURE[fact.measure]
        style = "signed" if known.signed else "plain"
        if fact.value is None or not values:
            slots: dict[str, Slot] = {"indicator": TextSlot(f"measure.{fact.measure}")}
            silent = self.language.say("alt.strip_none", **slots)
            return self.drawing_set.picture(strip(values, "", nation, size=size), silent)
        alternative = self.language.say(
            "alt.strip",
            indicator=TextSlot(f"measure.{fact.measure}"),
            region=RegionSlot(self.brief.subject),
            v=Number(fact.value, known.decimals, style),
            vmax=Number(max(values.values()), known.decimals, style),
            vmin=Number(min(values.values()), known.decimals, style),
        )
        drawing = strip(values, self.brief.subject, nation, size=size)
        return self.drawing_set.picture(drawing, alternative)

    def ends(self, measure: str) -> tuple[str, str]:
        """Print the lowest and the highest value of the regions."""
        values = self.brief.distributions.get(measure, {}).values()
        if not values:
            return "…", "…"
        return self.number(measure, min(values)), self.number(measure, max(values))

    def spark(self, measure: str) -> Markup | str:
        """Draw the sparkline of the region and the nation; empty with fewer than five years."""
        histories = self.brief.histories.get(measure, {})
        region = histories.get(self.brief.subject, {})
        if len(region) < SPARK_YEARS:
            return ""
        nation = {} if measure in _APART_FROM_NATION else histories.get(NATION, {})
        decimals = MEASURE[measure].decimals
        alternative = self.language.say(
            "alt.spark",
            indicator=TextSlot(f"measure.{measure}"),
            y0=Year(min(region)),
            y1=Year(max(region)),
            v0=Number(region[min(region)], decimals),
            v1=Number(region[max(region)], decimals),
        )
        return self.drawing_set.picture(sparkline(region, nation, self.spark_years()), alternative)

    def spark_years(self) -> tuple[int, int]:
        """Return first and last year of the longest sparkline; the reference year without any."""
        shown = [
            years
            for measures in rows_by_group().values()
            for measure in measures
            if len(years := self.brief.histories.get(measure, {}).get(self.brief.subject, {}))
            >= SPARK_YEARS
        ]
        year = self.brief.year
        return min(map(min, shown), default=year), max(map(max, shown), default=year)

    def indicator_groups(self) -> tuple[Group, ...]:
        """Print the rows of the table under their headings, without those that nobody has.

        Indices of structure, which need explaining, come last.
        """
        groups = rows_by_group()
        plain = [name for name in groups if name not in (BUDGET, STRUCTURE)]
        return tuple(
            Group(
                self.language.say(f"group.{name}"),
                tuple(map(self._row, present)),
                plain=name != STRUCTURE,
            )
            for name in (*plain, STRUCTURE)
            if (present := tuple(filter(self._has_values, groups[name])))
        )

    def budget_groups(self) -> tuple[Group, ...]:
        """Print the rows on local budgets, which have a table of their own; empty without any."""
        present = tuple(filter(self._has_values, rows_by_group()[BUDGET]))
        rows = tuple(map(self._row, present))
        return (Group(self.language.say(f"group.{BUDGET}"), rows),) if rows else ()

    def _has_values(self, measure: str) -> bool:
        fact = self.brief.fact(measure)
        regions = self.brief.distributions.get(measure)
        return bool(regions) or fact.value is not None or fact.national is not None

    def _row(self, measure: str) -> IndicatorRow:
        fact = self.brief.fact(measure)
        low, high = self.ends(measure)
        return IndicatorRow(
            self.row_name(measure),
            self.unit(fact),
            self.number(measure, fact.value),
            self.nation(measure, fact),
            self.rank(fact),
            self.strip(fact, size=(38, 3.6)),
            low,
            high,
            self.change(fact),
            self.spark(measure),
        )


_WITHOUT_NATION = names_where(lambda each: each.nation in ("trivial", "none"))
"""Measures whose national value is trivial or has no meaning."""
_APART_FROM_NATION = names_where(lambda each: each.nation != "own")
"""Measures whose national value has no place among the regions'."""


def capitalised(text: str) -> str:
    """Return a text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def place(rank: int | None, tied: int) -> str:
    """Print a rank, or the ranks that equal values share; a dash without any."""
    if rank is None:
        return "–"
    return str(rank) if tied == 1 else f"{rank}–{rank + tied - 1}"


NO_BREAK = "\u00a0"
KEY_FIGURES = (
    "grp_per_capita",
    "real_growth",
    "contribution_pp",
    "entropy_nat",
    "unemployment_rate",
)
NATIONAL_KEY_FIGURES = (
    "grp_per_capita",
    "real_growth",
    "entropy_nat",
    "unemployment_rate",
    "investment_to_grp",
)
_COMPARED_WITH: Mapping[str, str] = {"contribution_pp": "real_growth"}
"""Measures beside which another one of the nation stands: contributions add up to its growth."""
_MONEY = frozenset({"thousand_kzt", "bn_kzt"})
"""Units of long numbers, which leave no room for their unit beside them."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the five figures at the top of the first page."""

    label: str
    value: str
    unit: str
    nation: str
    rank: str
    low: str
    high: str
    strip: Markup

    @property
    def narrow(self) -> bool:
        """Whether the nation's value and a long rank need smaller letters side by side."""
        width = text_width(self.nation, FOOT_SIZE, 600) + text_width(self.rank, FOOT_SIZE, 700)
        return width > FOOT_WIDTH


def key_figures(fact_printer: FactPrinter) -> tuple[KeyFigure, ...]:
    """Print the five figures of a brief, those of the nation where it is about the nation."""
    chosen = NATIONAL_KEY_FIGURES if fact_printer.brief.national else KEY_FIGURES
    return tuple(_key_figure(fact_printer, fact_printer.brief.fact(measure)) for measure in chosen)


def _key_figure(fact_printer: FactPrinter, fact: Fact) -> KeyFigure:
    percent = fact.unit == "percent" and fact.value is not None
    low, high = fact_printer.ends(fact.measure)
    unit = "" if percent else fact_printer.language.say(f"short_unit.{fact.unit}")
    money = fact.unit in _MONEY
    label = fact_printer.name(fact.measure)
    return KeyFigure(
        f"{label}, {unit.replace(' ', NO_BREAK)}" if money else label,
        fact_printer.number(fact.measure, fact.value) + ("%" if percent else ""),
        "" if money or fact.value is None else unit,
        _beside_the_nation(fact_printer, fact),
        _rank_among(fact_printer, fact),
        low,
        high,
        fact_printer.strip(fact, size=(33.8, 5)),
    )


def _beside_the_nation(fact_printer: FactPrinter, fact: Fact) -> str:
    beside = _COMPARED_WITH.get(fact.measure, fact.measure)
    if beside in _WITHOUT_NATION:
        return ""
    national = fact_printer.brief.fact(beside).national
    percent = "%" if fact.unit == "percent" and national is not None else ""
    nation = fact_printer.language.say("kpi.nation")
    return f"{nation} {fact_printer.number(beside, national)}{percent}"


def _rank_among(fact_printer: FactPrinter, fact: Fact) -> str:
    """Print the place; without praise where more is not good: in how many regions it is higher."""
    if fact.rank is None or fact.of is None:
        return "–"
    say = fact_printer.language.say
    if MEASURE[fact.measure].sense == "good":
        place = Rank(fact.rank, fact.tied)
        return say("kpi.rank", rank=place, n_regions=Count(fact.of))
    if fact.tied == 1 and fact.rank in (1, fact.of):
        return say("kpi.highest" if fact.rank == 1 else "kpi.lowest")
    return say("kpi.higher_in", k=Count(fact.rank - 1))
