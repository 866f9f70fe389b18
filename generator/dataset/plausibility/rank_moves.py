"""Places of regions that move further than a figure is likely to."""

from collections.abc import Iterator, Mapping

import pandas as pd

from generator.classifications.regions import NATION
from generator.dataset.plausibility.comparison import CELL, Comparison, RaisedDoubt, about
from generator.dataset.plausibility.limits import PLACES, limits_of
from generator.dataset.schema import CURRENT

_GROUP = ["table", "industry", "year"]


def rank_moves(compared: Comparison) -> Iterator[RaisedDoubt]:
    """Ask about changed figures whose region moves by more than some places.

    Between vintages for every table; between years only for levels, whose ranks hardly move.
    """
    changed = compared.changed
    changed = changed[changed["district"].eq("") & changed["region"].ne(NATION)]
    if changed.empty:
        return
    touched = changed[["table", "year"]].drop_duplicates()
    now = _ranks(compared.after.observations, touched)
    stored = _ranks(compared.stored.observations, touched) if compared.stored else {}
    past = _ranks(compared.series, touched.assign(year=touched["year"] - 1))
    for _, row in changed.iterrows():
        cell = tuple(row[CELL])
        table, year = str(row["table"]), int(str(row["year"]))
        earlier, basis = stored.get(cell), year
        if earlier is None and limits_of(table).level:
            earlier, basis = past.get((*cell[:-1], year - 1)), year - 1
        place = now.get(cell)
        if place and earlier and abs(place - earlier) > PLACES:
            yield about("doubt.rank", row, rank=place, rank0=earlier, y0=basis)


def per_head_moves(compared: Comparison) -> Iterator[RaisedDoubt]:
    """Ask about product per head whose rank moves between years."""
    product, people = compared.values("grp"), compared.values("average_population")
    rows = compared.changed
    rows = rows[rows["table"].isin(["grp", "average_population"]) & rows["borders"].eq(CURRENT)]
    for year, part in rows.drop_duplicates(["region", "year"]).groupby("year"):
        now, last = (_per_head(product, people, int(str(y))) for y in (year, int(str(year)) - 1))
        for _, row in part.iterrows():
            place, earlier = (each.get(str(row["region"])) for each in (now, last))
            if place and earlier and abs(place - earlier) > PLACES:
                slots = {"rank": place, "rank0": earlier, "y0": int(str(year)) - 1}
                yield about("doubt.rank_per_head", row, **slots)


def _per_head(
    product: Mapping[tuple[str, int], float], people: Mapping[tuple[str, int], float], year: int
) -> dict[str, int]:
    ratio = {
        code: value / people[code, each]
        for (code, each), value in product.items()
        if each == year and code != NATION and people.get((code, each))
    }
    ranked = pd.Series(ratio, dtype=float).dropna().rank(ascending=False, method="min")
    return {str(code): int(place) for code, place in ranked.items()}


def _ranks(rows: pd.DataFrame, wanted: pd.DataFrame) -> dict[tuple[object, ...], int]:
    """Ranks of regions on current borders by cell, 1 for the largest; ties share the better."""
    rows = rows.merge(wanted, on=["table", "year"])
    rows = rows[
        rows["value"].notna()
        & rows["district"].eq("")
        & rows["region"].ne(NATION)
        & rows["borders"].eq(CURRENT)
    ]
    places = rows.groupby(_GROUP)["value"].rank(ascending=False, method="min")
    keys = rows[CELL].itertuples(index=False, name=None)
    return {key: int(place) for key, place in zip(keys, places, strict=True)}
