"""Families about levels beside the nation's: investment, output per head, prices, jobs."""

from dataclasses import replace

from generator.classifications.regions import NATION
from generator.economics.path import SeriesPath, path
from generator.economics.robust import robust_distance, robust_spread
from generator.findings.choosing.importance.drafts import Draft, Family, View, Weighing, weighed
from generator.findings.choosing.importance.growth_families import FEW, percent, signed
from generator.findings.choosing.importance.score import Score, capped
from generator.findings.claims import Claim, Count, Number, Slot, Year
from generator.findings.indifference import compared
from generator.findings.measures import CONTRIBUTION, GROWTH, INVESTMENT, PER_CAPITA
from generator.findings.measuring.ranks import RankPosition

RATIO = "ratio_to_nation"
EMPLOYMENT = "employment_growth"
LONG_RECORD = 8
"""Years of which a record is told (L23)."""
CHANGED = {INVESTMENT: 3.0, RATIO: 0.1}
"""A record is told if the value moved by so much from the other extreme of its years."""
PRICES_APART = 5.0
"""Growth of prices that differs from the nation's by so many percentage points is told (L26)."""
STEPS = 1.5
"""Usual steps that count as one, where a record is many steps away from the other extreme."""
GONE = 5.0
"""Percentage points of GRP that investment must have lost since its highest year."""
MUCH = 20.0
"""Investment, per cent of GRP, that growth below the nation's asks about."""
JOBS = 1.0
"""Employment that changed by less, in per cent, did not clearly fall."""

OF_INVESTMENT = Family("investment", 1.0, "index_line", frozenset({INVESTMENT}))
OF_RATIO = Family("ratio_to_nation", 1.0, "index_line", frozenset({RATIO, PER_CAPITA}))
PRICES = Family("prices_and_volume", 0.8, "index_line", frozenset({"deflator", PER_CAPITA}))
OF_JOBS = Family("jobs", 0.8, "two_strips", frozenset({EMPLOYMENT}))
CONTRIBUTES = Family("contribution", 0.6, "region_bars", frozenset({CONTRIBUTION}))
CONTRAST = Family("contrast", 1.6, "two_strips", frozenset({PER_CAPITA, GROWTH}))


def _record(measure: str, series: dict[int, float], reference: int) -> SeriesPath | None:
    """Describe a series whose last value is a record of eight years or more (L23)."""
    found = path(series)
    if found is None or found.last.year != reference:
        return None
    if max(found.lowest_in, found.highest_in) < LONG_RECORD:
        return None
    low = found.lowest_in >= LONG_RECORD
    moved = (
        found.highest.value - found.last.value if low else found.last.value - found.lowest.value
    )
    return found if moved >= CHANGED[measure] else None


def _record_score(view: View, family: Family, found: SeriesPath, by: Weighing) -> Score:
    """Score a record: how far the other extreme is, in the spread of the region's own steps."""
    spread = robust_spread([step.change for step in found.steps])
    gap = max(found.highest.value - found.last.value, found.last.value - found.lowest.value)
    own = capped(gap / spread / STEPS) if spread > 0 else 0.0
    return replace(weighed(view, family, by), history=own)


def investment(view: View) -> Draft | None:
    """Tell a record of investment as a share of GRP (L23)."""
    found, nation = (
        _record(INVESTMENT, view.series(INVESTMENT), view.year),
        view.nation(INVESTMENT),
    )
    if found is None or nation is None:
        return None
    low = found.lowest_in >= LONG_RECORD
    other = found.highest if low else found.lowest
    years: dict[str, Slot] = {"n_years": Count(found.lowest_in if low else found.highest_in)}
    slots: dict[str, Slot] = {
        "v0": percent(other.value),
        "y0": Year(other.year),
        "v1": percent(found.last.value),
        "y1": Year(view.year),
        "u": percent(nation),
    }
    head = Claim("front.invest_low" if low else "front.invest_high", "L23", years)
    score = _record_score(view, OF_INVESTMENT, found, Weighing(INVESTMENT))
    return Draft(OF_INVESTMENT, head, (Claim("front.invest", "L23", slots),), score)


def ratio_to_nation(view: View) -> Draft | None:
    """Tell a record of output per head relative to the nation's (L23), at current prices."""
    found = _record(RATIO, view.series(RATIO), view.year)
    if found is None:
        return None
    low = found.lowest_in >= LONG_RECORD
    other = found.highest if low else found.lowest
    years: dict[str, Slot] = {"n_years": Count(found.lowest_in if low else found.highest_in)}
    slots: dict[str, Slot] = {
        "v0": percent(other.value * 100, 0),
        "y0": Year(other.year),
        "v1": percent(found.last.value * 100, 0),
        "y1": Year(view.year),
    }
    head = Claim("front.ratio_low" if low else "front.ratio_high", "L23", years)
    score = _record_score(view, OF_RATIO, found, Weighing(RATIO, ("average_growth", GROWTH)))
    return Draft(OF_RATIO, head, (Claim("front.ratio", "L23", slots),), score)


def deflators(view: View) -> tuple[float, float, float] | None:
    """Growth of output per head at current prices, and of prices: own and the nation's, %.

    Prices are the implied deflator: output at current prices over real output.
    """
    nominal = view.ind.relative_change(PER_CAPITA, view.subject)
    amounts = [view.value("grp"), view.value("grp", view.year - 1)]
    country = [view.nation("grp"), view.nation("grp", view.year - 1)]
    volumes = view.value(GROWTH), view.nation(GROWTH)
    own, nation = _deflator(amounts, volumes[0]), _deflator(country, volumes[1])
    if nominal is None or own is None or nation is None:
        return None
    return nominal, own, nation


def _deflator(amounts: list[float | None], growth: float | None) -> float | None:
    now, before = amounts
    if now is None or not before or growth is None:
        return None
    return (now / before / (1 + growth / 100) - 1) * 100


def prices_and_volume(view: View) -> Draft | None:
    """Tell that money and volume went apart: prices made the gain, or took it (L26)."""
    found, growth, nation = deflators(view), view.value(GROWTH), view.nation(GROWTH)
    country = view.ind.relative_change(PER_CAPITA, NATION)
    if found is None or growth is None or nation is None or country is None:
        return None
    nominal, own, prices = found
    up = own - prices >= PRICES_APART and growth < nation
    down = prices - own >= PRICES_APART and growth > 0 and nominal < country
    if not up and not down:
        return None
    year: dict[str, Slot] = {"year": Year(view.year)}
    slots: dict[str, Slot] = {
        **year,
        "v": signed(nominal),
        "u": signed(growth),
        "v0": signed(own),
        "u0": signed(prices),
    }
    head = Claim("front.prices_up" if up else "front.prices_down", "L26", year)
    score = Score(PRICES.weight, capped(abs(own - prices) / PRICES_APART), _among(view, own))
    return Draft(PRICES, head, (Claim("front.prices", "L26", slots),), score)


def _among(view: View, own: float) -> float:
    """Distance of the growth of prices from that of all regions, in their robust spread."""
    others = [View(view.ind, {}, code) for code in view.ind.distribution("grp")]
    found = [prices[1] for each in others if (prices := deflators(each)) is not None]
    return capped(robust_distance(own, found))


def jobs(view: View) -> Draft | None:
    """Tell that output and employment went apart in the year (L2)."""
    growth, people = view.value(GROWTH), view.value(EMPLOYMENT)
    country, employed = view.nation(GROWTH), view.nation(EMPLOYMENT)
    if growth is None or people is None or country is None or employed is None:
        return None
    fell = growth > 0 and people <= -JOBS
    rose = people > growth + JOBS and growth > 0
    if not fell and not rose:
        return None
    slots: dict[str, Slot] = {
        "u": signed(people),
        "u0": signed(employed),
        "year": Year(view.year),
    }
    year: dict[str, Slot] = {"year": Year(view.year)}
    head = Claim("front.jobs_fell" if fell else "front.jobs_rose", "L2", year)
    score = weighed(view, OF_JOBS, Weighing(EMPLOYMENT))
    return Draft(OF_JOBS, head, (Claim("front.jobs", "L2", slots),), score)


def contribution(view: View) -> Draft | None:
    """Tell one of the three largest contributions to national growth (L4)."""
    place, points = view.ind.place(CONTRIBUTION, view.subject), view.value(CONTRIBUTION)
    nation, weight = view.nation(GROWTH), view.value("share_of_gdp")
    if place is None or points is None or nation is None or weight is None:
        return None
    if place.rank > FEW or place.of <= 2 * FEW or points <= 0 or place.of < view.ind.regions:
        return None
    share = view.ind.share_of_growth(points)
    if not share > 0:
        return None
    year: dict[str, Slot] = {"share": percent(share), "year": Year(view.year)}
    slots: dict[str, Slot] = {
        "pp": Number(points, 2),
        "u": percent(nation),
        "share0": percent(weight),
    }
    second = sorted(view.ind.distribution(CONTRIBUTION).values())[-2]
    first = compared(CONTRIBUTION, points, second) > 0
    head = Claim("front.contribution_first" if first else "front.contribution", "L4", year)
    score = weighed(view, CONTRIBUTES, Weighing(CONTRIBUTION, (GROWTH,)))
    return Draft(CONTRIBUTES, head, (Claim("front.contributed", "L4", slots),), score)


def contrast(view: View) -> Draft | None:
    """Set a low level of output beside fast growth, or a high one beside slow growth (L17)."""
    level, growth = (view.ind.place(name, view.subject) for name in (PER_CAPITA, GROWTH))
    ratio, invested = view.value(RATIO), view.value(INVESTMENT)
    if level is None or growth is None or ratio is None or invested is None:
        return None
    complete = min(level.of, growth.of) >= max(view.ind.regions, 2 * FEW + 1)
    key = _contrasted(level, growth) if complete else ""
    if not key:
        return None
    year: dict[str, Slot] = {"year": Year(view.year)}
    slots: dict[str, Slot] = {
        **year,
        "v": percent(ratio * 100, 0),
        "u": percent(invested),
    }
    score = weighed(view, CONTRAST, Weighing(GROWTH))
    return Draft(
        CONTRAST, Claim(key, "L17", year), (Claim("front.contrast", "L17", slots),), score
    )


def _contrasted(level: RankPosition, growth: RankPosition) -> str:
    """Name the contrast of two ranks; empty unless they stand at opposite ends."""
    if level.rank <= FEW and growth.rank > growth.of - FEW:
        return "front.rich_slow"
    if level.rank <= level.of - FEW or growth.rank > FEW:
        return ""
    extreme = level.rank == level.of and growth.rank == 1
    return "front.poorest_fastest" if extreme else "front.poor_fast"
