"""Charts of the page on local budgets: what they are made of, and the year so far."""

from generator.classifications.regions import NATION
from generator.findings.claims import Number, RegionSlot, Slot, TextSlot, Year
from generator.findings.measures import TRANSFER_SHARE
from generator.findings.measuring.public_finance.year_so_far import UNTIL, VOLUME_SO_FAR
from generator.presentation.charts import bars
from generator.presentation.charts.columns import Stack, stacked_columns
from generator.presentation.charts.style import HALF_WIDTH
from generator.presentation.figures.builder import FigureBuilder, ordered
from generator.presentation.figures.figure_set import Picture
from generator.presentation.localisation.words import AnyWords

TAXES, TRANSFERS = "taxes_per_capita", "transfers_per_capita"


def budget(builder: FigureBuilder) -> None:
    """Draw taxes and transfers per head by year, and the nation's of the last year beside them."""
    subject = builder.brief.subject
    taxes, transfers = (builder.history(name, subject) for name in (TAXES, TRANSFERS))
    years = sorted(taxes.keys() & transfers.keys())
    if not years:
        return
    stacks = [_stack(builder, subject, year, str(year)) for year in years]
    whole = builder.history(TAXES, NATION)
    if subject != NATION and years[-1] in whole:
        stacks.append(_stack(builder, NATION, years[-1], builder.short(NATION)))
    names = bars.Pair(builder.say("key.taxes"), builder.say("key.transfers"))
    alternative = builder.say(
        "alt.budget_chart",
        region=RegionSlot(subject),
        year=Year(years[-1]),
        v0=Number(taxes[years[-1]]),
        v1=Number(transfers[years[-1]]),
    )
    drawing = stacked_columns(stacks, names, builder.polyglot, size=(HALF_WIDTH, 52))
    builder.add("budget", "figure.budget", Picture(drawing, alternative), "budget_chart")


def _stack(builder: FigureBuilder, code: str, year: int, name: AnyWords) -> Stack:
    """Lay out one column: taxes below, transfers above, and the share of transfers over it."""
    taxes, transfers = (builder.history(each, code)[year] for each in (TAXES, TRANSFERS))
    printed = (builder.polyglot.number(taxes, 0), builder.polyglot.number(transfers, 0))
    share = transfers / (taxes + transfers) * 100
    above = builder.polyglot.quantity(Number(share, 0, "percent"))
    role = "nation" if code == NATION else "region"
    return Stack(name, taxes, transfers, printed, above, role)


def transfer_ranking(builder: FigureBuilder) -> None:
    """Draw the share of transfers in the budgets of all regions."""
    fact = builder.brief.fact(TRANSFER_SHARE)
    _ranking(builder, "transfer_ranking", TRANSFER_SHARE, year=Year(fact.period))


def so_far_ranking(builder: FigureBuilder) -> None:
    """Draw the volume index of all regions in the year so far."""
    facts = [each for each in builder.brief.facts if each.measure == VOLUME_SO_FAR]
    if facts:
        slots: dict[str, Slot] = {
            "year": Year(facts[0].period),
            "months": TextSlot(UNTIL[facts[0].months - 1]),
        }
        _ranking(builder, "so_far_ranking", VOLUME_SO_FAR, **slots)


def _ranking(builder: FigureBuilder, name: str, measure: str, **subtitle: Slot) -> None:
    values = builder.brief.distributions.get(measure, {})
    if len(values) < 2:
        return
    top, bottom = max(values, key=lambda c: values[c]), min(values, key=lambda c: values[c])
    alternative = builder.say(
        f"alt.{name}",
        max=RegionSlot(top),
        vmax=Number(values[top], 1, "percent"),
        min=RegionSlot(bottom),
        vmin=Number(values[bottom], 1, "percent"),
    )
    shown = ordered(builder, measure, 1, nation=True)
    drawing = bars.ranking(shown, size=(HALF_WIDTH, 92))
    builder.add(name, f"figure.{name}", Picture(drawing, alternative), **subtitle)
