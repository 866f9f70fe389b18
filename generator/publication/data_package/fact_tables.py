"""The tables of the data package: facts, and the codes they use with names in all languages."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields

from generator.dataset.panel import Panel
from generator.findings.brief_set import every_fact, years_with_output
from generator.findings.facts import Fact
from generator.presentation.indicator_names import indicator
from generator.presentation.localisation.language import Language
from generator.publication.data_package.tabular_resource import (
    INTEGER,
    NUMBER,
    STRING,
    Column,
    TabularResource,
)

FACTS = "facts"

_KINDS = {
    **dict.fromkeys(("value", "national", "change"), NUMBER),
    **dict.fromkeys(("decimals", "period", "rank", "tied", "of", "months"), INTEGER),
}
"""Types of the fields of a fact; the others are texts."""

_REFERS = {"subject": "subjects", "measure": "measures", "industry": "industries"}
"""Tables that hold the codes of a field."""

COLUMNS = tuple(each.name for each in fields(Fact))

_KEY = ("vintage", "year", "subject", "measure", "industry", "period", "months")


def fact_rows(
    panels: Sequence[Panel], step: Callable[[str], object]
) -> Iterator[tuple[int, Fact]]:
    """Compute all facts of all vintages.

    Parameters
    ----------
    panels
        One for each vintage.
    step
        Told of each vintage and year when its facts are there.

    Yields
    ------
    tuple
        Reference year of the brief that a fact belongs to, and the fact. A fact of an earlier
        year stands in the briefs of several reference years.
    """
    for panel in panels:
        for year in years_with_output(panel):
            yield from ((year, fact) for fact in every_fact(panel, year))
            step(f"{panel.vintage.isoformat()} · {year}")


def tables(
    found: Sequence[tuple[int, Fact]],
    panel: Panel,
    languages: Sequence[Language],
    own: Language,
) -> tuple[TabularResource, ...]:
    """Lay out facts and their codes as tables.

    Parameters
    ----------
    found
        Facts with their reference years.
    panel
        The newest vintage, which knows regions, industries and sources.
    languages
        Languages in which codes are named, each in a column.
    own
        Language of the titles.
    """
    facts = [fact for _, fact in found]
    named = (
        ("subjects", {fact.subject for fact in facts}, lambda code, x: x.region(code)),
        ("industries", {fact.industry for fact in facts} - {""}, lambda code, x: x.industry(code)),
        ("measures", {fact.measure for fact in facts}, _measure_name),
    )
    return (
        _facts(found, own),
        *(_names(name, codes, naming, languages, own) for name, codes, naming in named),
        _sources(panel, own),
    )


def _facts(found: Iterable[tuple[int, Fact]], own: Language) -> TabularResource:
    columns = (
        Column("year", INTEGER, own.say("data_column.year")),
        *(
            Column(
                name,
                _KINDS.get(name, STRING),
                own.say(f"data_column.{name}"),
                _REFERS.get(name, ""),
            )
            for name in COLUMNS
        ),
    )
    rows = [(year, *(_cell(getattr(fact, name)) for name in COLUMNS)) for year, fact in found]
    return TabularResource(FACTS, own.say("data_table.facts"), columns, _KEY, rows)


def _cell(value: object) -> object:
    return "; ".join(value) if isinstance(value, tuple) else value


def fact_of(cells: Sequence[object]) -> Fact:
    """Return the fact that a row, without its reference year, was written from.

    Parameters
    ----------
    cells
        In the order of ``COLUMNS``; an empty cell of a number is ``None``.
    """
    content = dict(zip(COLUMNS, cells, strict=True))
    listed = str(content["sources"])
    return Fact.from_json({**content, "sources": tuple(listed.split("; ")) if listed else ()})


def _measure_name(code: str, language: Language) -> str:
    return language.say("data_cell.measure", indicator=indicator(code, language))


def _names(
    name: str,
    codes: Iterable[str],
    naming: Callable[[str, Language], str],
    languages: Sequence[Language],
    own: Language,
) -> TabularResource:
    """Lay out codes with their names in every language."""
    columns = (
        Column("code", STRING, own.say("data_column.code")),
        *(
            Column(f"name_{each.code}", STRING, f"{own.say('data_column.name')}, {each.code}")
            for each in languages
        ),
    )
    rows = [(code, *(naming(code, each) for each in languages)) for code in sorted(codes)]
    return TabularResource(name, own.say(f"data_table.{name}"), columns, ("code",), rows)


def _sources(panel: Panel, own: Language) -> TabularResource:
    names = ("title", "element", "publisher", "licence")
    columns = (
        Column("code", STRING, own.say("data_column.code")),
        *(Column(name, STRING, own.say(f"data_column.{name}")) for name in names),
    )
    rows = [
        (each.id, *(getattr(each, name) for name in names))
        for each in sorted(panel.sources(), key=lambda each: each.id)
    ]
    return TabularResource("sources", own.say("data_table.sources"), columns, ("code",), rows)
