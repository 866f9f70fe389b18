"""Which briefs there are for a year, and their facts and claims."""

from collections.abc import Iterator, Sequence

from generator.classifications.regions import NATION
from generator.dataset.panel import Panel
from generator.dataset.year_coverage import newest_whole_year
from generator.errors import Problem, RequestProblems
from generator.findings.brief import Brief
from generator.findings.choosing.importance.wordings import worded
from generator.findings.choosing.national_claims import national_brief
from generator.findings.choosing.regional_claims import regional_brief
from generator.findings.choosing.study import study
from generator.findings.consistency.contradictions import consistent
from generator.findings.facts import Fact
from generator.findings.measures import FIRST_YEAR


def prepare(panel: Panel, year: int, regions: Sequence[str]) -> tuple[Brief, ...]:
    """Choose facts and claims of every brief asked for.

    Raises
    ------
    Contradictions
        If claims of a brief deny its figures or one another.
    """
    return consistent(worded(each) for each in _chosen(panel, year, regions))


def every_fact(panel: Panel, year: int) -> tuple[Fact, ...]:
    """Return the facts of all briefs of a year, those of the nation last; no claim is checked."""
    return tuple(fact for each in _chosen(panel, year, ()) for fact in each.facts)


def _chosen(panel: Panel, year: int, regions: Sequence[str]) -> Iterator[Brief]:
    """Choose facts and claims of each brief, before any word of them is compared."""
    computed = study(panel, year)
    for subject in subjects(panel, year, regions):
        is_nation = subject == NATION
        yield national_brief(computed) if is_nation else regional_brief(computed, subject)


def years_with_output(panel: Panel) -> tuple[int, ...]:
    """Return the years for which briefs can be made, ascending."""
    years = {*panel.years("grp"), *panel.years("grp_per_capita")}
    return tuple(year for year in sorted(years) if year >= FIRST_YEAR)


def reference_year(panel: Panel, asked: int | None) -> int:
    """Return the year asked for, or the newest that has all it needs.

    Where none has, it is the newest with output figures.

    Raises
    ------
    RequestProblems
        If the vintage holds no output figures of that year.
    """
    years = years_with_output(panel)
    if asked is not None and asked not in years:
        slots = {"found": str(asked), "expected": ", ".join(map(str, years))}
        raise RequestProblems([Problem("problem.year_without_data", slots=slots)])
    return asked or newest_whole_year(panel) or years[-1]


def subjects(panel: Panel, year: int, asked: Sequence[str]) -> tuple[str, ...]:
    """Return the codes to make briefs for: those asked for, or all of the year and the nation.

    Raises
    ------
    RequestProblems
        Naming every code that is no region of that year.
    """
    output = panel.wide("grp")
    counted = output.index[output[year].notna()] if year in output.columns else output.index[:0]
    in_law = {region.code for region in panel.regions.existing(year)}
    known = (
        *(each.code for each in panel.regions.current() if each.code in in_law.union(counted)),
        NATION,
    )
    unknown = [code for code in asked if code not in known]
    if unknown:
        expected = ", ".join(known)
        raise RequestProblems(
            Problem(
                "problem.no_such_region",
                slots={"found": code, "expected": expected, "year": str(year)},
            )
            for code in unknown
        )
    return tuple(code for code in known if not asked or code in asked)
