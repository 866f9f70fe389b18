"""Build the figures of one brief: number them, choose their titles, say their words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.classifications.regions import NATION
from generator.findings.brief import Brief
from generator.findings.claims import Claim, Number, RegionSlot, Slot, TextSlot, Year
from generator.findings.measures import MEASURE
from generator.presentation.charts import bars, lines
from generator.presentation.figures.figure_set import Figure, Picture
from generator.presentation.localisation.collation import Key
from generator.presentation.localisation.multilingual import Polyglot
from generator.presentation.localisation.words import Words


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


@dataclass(frozen=True, slots=True)
class Scale:
    """How values are drawn and printed: divided by ``per``, in a style of :class:`Number`."""

    style: str = "plain"
    per: float = 1.0
    from_zero: bool = True


def two_lines(
    builder: FigureBuilder, name: str, measure: str, scale: Scale, *, size: tuple[float, float]
) -> None:
    """Draw a measure of the region over its years, and of the nation since the first of them."""
    region, whole = (
        builder.history(measure, builder.brief.subject),
        builder.history(measure, NATION),
    )
    first, last = min(region, default=0), max(region, default=0)
    nation = {year: value for year, value in whole.items() if year >= first}
    if len(region) < 2 or len(nation) < 2:
        return
    alternative = builder.say(
        f"alt.{name}",
        region=RegionSlot(builder.brief.subject),
        y0=Year(first),
        y1=Year(last),
        v0=Number(region[first], 1, scale.style),
        v1=Number(region[last], 1, scale.style),
        u1=Number(nation[max(nation)], 1, scale.style),
    )
    drawn = [
        lines.SeriesLine(
            builder.short(code),
            {year: value / scale.per for year, value in series.items()},
            role,
            printed=builder.polyglot.quantity(
                Number(series[max(series)] / scale.per, 1, scale.style)
            ),
            odd=builder.odd_years(measure, code),
            breaks=builder.breaks(measure) if role == "region" else (),
        )
        for code, series, role in (
            (builder.brief.subject, region, "region"),
            (NATION, nation, "nation"),
        )
    ]
    drawing = lines.lines(drawn, builder.polyglot, size=size, from_zero=scale.from_zero)
    years = {"y0": Year(first), "y1": Year(last)}
    builder.add(name, f"figure.{name}", Picture(drawing, alternative), **years)
    if any(year in line.series for line in drawn for year in line.odd):
        builder.add_note(name, "sub.odd")
    builder.tell_breaks(name, measure, region)


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
