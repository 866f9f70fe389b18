"""Build the figures of one brief: number them, choose their titles, say their words."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from generator.classifications.regions import NATION
from generator.economics.path import SeriesPath, path
from generator.findings.brief import Brief
from generator.findings.claims import Claim, Count, Number, RegionSlot, Slot, TextSlot, Year
from generator.findings.measures import INVESTMENT, MEASURE
from generator.findings.rounding import rounded
from generator.presentation.charts import bars
from generator.presentation.charts.lines import ChartNote
from generator.presentation.figures.figure_set import Figure, Picture
from generator.presentation.localisation.collation import Key
from generator.presentation.localisation.multilingual import Polyglot
from generator.presentation.localisation.words import AnyWords, Words


class FigureBuilder:
    """Collect the charts of one brief, each with its number, title and words.

    Parameters
    ----------
    brief
        The brief.
    polyglot
        Says everything in all languages.
    """

    def __init__(self, brief: Brief, polyglot: Polyglot) -> None:
        self.brief, self.polyglot = brief, polyglot
        self.drawn: dict[str, Figure] = {}
        self._breaks_told = False

    def say(self, key: str, **slots: Slot) -> Words:
        """Say a message of the catalogue."""
        return self.polyglot.say(key, **slots)

    def short(self, code: str) -> Words:
        """Return the short name of a region, as charts print it."""
        return self.polyglot.region(code, "short")

    def together(self, codes: Sequence[str], between: str) -> Words:
        """Return short names of regions that are counted together, as charts print them."""
        first, *others = map(self.short, codes)
        for each in others:
            first += between + each
        return first

    def industry(self, code: str) -> Words:
        """Return the short name of an industry with a capital letter, as charts print it."""
        return self.polyglot.industry(code, "Short")

    def add(
        self, name: str, place: str, picture: Picture, words: str = "", /, **subtitle: Slot
    ) -> None:
        """Add a chart with its number and its title: the claim of its place, or a neutral one.

        ``words`` names the messages for its titles where they are not called as the chart is.
        """
        claim = self.brief.claim(place)
        title = self.claim(claim) if claim else self.say(f"title.{words or name}")
        said = self.say(f"sub.{words or name}", **subtitle)
        self.drawn[name] = Figure(len(self.drawn) + 1, title, said, picture)

    def add_note(self, name: str, key: str) -> None:
        """Add a sentence to the subtitle of a chart."""
        figure = self.drawn[name]
        ended = figure.subtitle.each(lambda text: f"{text.removesuffix('.')}. ")
        self.drawn[name] = replace(figure, subtitle=ended + self.say(key))

    def breaks(self, measure: str) -> tuple[int, ...]:
        """Return the first years after the breaks of the subject's series of a measure."""
        return tuple(self.brief.breaks.get(measure, ()))

    def tell_breaks(self, name: str, measure: str, years: Iterable[int]) -> None:
        """Explain the mark of a break below the first chart that has one."""
        drawn = sorted(years)
        shown = any(drawn[0] < year <= drawn[-1] for year in self.breaks(measure))
        if shown and not self._breaks_told:
            self._breaks_told = True
            self.add_note(name, "sub.break")

    def explain(self, name: str, measure: str, years: Iterable[int], odd: Iterable[int]) -> None:
        """Explain the stars at odd years and the breaks in a chart over years, if it has any."""
        drawn = sorted(years)
        if {*drawn} & {*odd}:
            self.add_note(name, "sub.odd")
        self.tell_breaks(name, measure, drawn)

    def odd_years(self, measure: str, code: str) -> tuple[int, ...]:
        """Return the years whose value looks odd and was kept as published, as notes say."""
        tables = [TextSlot(f"table.{table}") for table in MEASURE[measure].tables]
        found = (claim.slots for claim in self.brief.claims.get("notes.odd", ()))
        return tuple(
            slots["year"].value
            for slots in found
            if slots.get("indicator") in tables and slots.get("region") == RegionSlot(code)
            if "industry" not in slots and isinstance(slots["year"], Year)
        )

    def claim(self, claim: Claim) -> Words:
        """Say a claim."""
        return self.polyglot.say(claim.key, claim.count, **claim.slots)

    def history(self, measure: str, code: str) -> Mapping[int, float]:
        """Return the series of a measure by year; empty where there is none."""
        return self.brief.histories.get(measure, {}).get(code, {})


def ordered(
    builder: FigureBuilder, measure: str, decimals: int, *, nation: bool
) -> list[bars.Bar]:
    """Return bars of all regions from the largest value down, the nation in its own place.

    Equal values stand in the order of the alphabet of the first language: a chart is drawn once
    for all of them.
    """
    values = dict(builder.brief.distributions.get(measure, {}))
    fact = builder.brief.fact(measure)
    if nation and fact.national is not None:
        values[NATION] = fact.national
    roles = {builder.brief.subject: "region", NATION: "nation"}
    signed = measure in ("contribution_pp", "real_growth")
    first = builder.polyglot.languages[0]

    def alphabetic(code: str) -> Key:
        return first.sort_key(builder.short(code).within(first.code))

    return [
        bars.Bar(
            builder.short(code),
            value,
            builder.polyglot.number(value, decimals, signed=signed),
            roles.get(code, "other"),
        )
        for code, value in sorted(values.items(), key=lambda item: (-item[1], alphabetic(item[0])))
    ]


LEAST_RECORD = 8
"""Years from which on a record is one (L23)."""

MOVED = {INVESTMENT: 3.0, "ratio_to_nation": 0.1}
"""How far a record is from the other extreme at least, by measure, in its unit (L23)."""


def annotation(builder: FigureBuilder, measure: str, look: Number) -> ChartNote | None:
    """Say in a few words what is remarkable in the subject's series; nothing where nothing is.

    A record of the last year is licensed by L23, and does not look across a break of the series;
    the value of a turning point by L22, as in the title, where the chart draws the breaks.

    Parameters
    ----------
    builder
        Of the brief.
    measure
        Of the series.
    look
        How a value is printed; its own value does not matter.
    """
    found = _path(builder, measure, look.decimals)
    if found is None:
        return None
    least = MEASURE[measure].band or 10.0**-look.decimals
    whole = found.since_break()
    apart = whole.highest.value - whole.lowest.value
    years = whole.last.year - whole.first.year + 1
    if whole.record and years >= LEAST_RECORD and apart >= MOVED.get(measure, math.inf):
        words: AnyWords = builder.say(f"note.{whole.record}", n_years=Count(years))
        return ChartNote(found.last.year, words)
    if found.shape(least) not in ("peak", "trough"):
        return None
    shown = builder.polyglot.quantity(replace(look, value=found.extreme.value))
    return ChartNote(found.extreme.year, shown.each(lambda text: f"{found.extreme.year}: {text}"))


def turning(builder: FigureBuilder, measure: str, look: Number) -> AnyWords:
    """Tell the extremes of the subject's series with their years, for who cannot see the chart."""
    found = _path(builder, measure, look.decimals)
    if found is None:
        return ""
    said = builder.say(
        "alt.extremes",
        vmax=replace(look, value=found.highest.value),
        year0=Year(found.highest.year),
        vmin=replace(look, value=found.lowest.value),
        year1=Year(found.lowest.year),
    )
    return " " + said


def _path(builder: FigureBuilder, measure: str, decimals: int) -> SeriesPath | None:
    """Describe the printed values of the subject's series."""
    series = builder.history(measure, builder.brief.subject)
    printed = {year: float(rounded(value, decimals)) for year, value in series.items()}
    return path(printed, builder.breaks(measure))
