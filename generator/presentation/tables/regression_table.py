"""The regression as printed: its table, and the checks on its headline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.economics.estimation.multiplicity import stars
from generator.economics.estimation.region_effects import EffectsTest
from generator.economics.estimation.regression import Coefficient, Fit
from generator.findings.brief import Brief
from generator.findings.measuring.association import HEADLINE, REGRESSOR, Association
from generator.findings.measuring.robustness_checks import Checks
from generator.presentation.localisation.language import Language

VARIETIES = ("DIV", "RV", "UV")


@dataclass(frozen=True, slots=True)
class CoefficientCell:
    """Estimate with stars; its standard error and its degrees of freedom, each in brackets."""

    estimate: str
    stars: str
    error: str
    freedom: str


@dataclass(frozen=True, slots=True)
class CoefficientRow:
    """One regressor over all columns; ``None`` where a column does not hold it."""

    name: str
    cells: tuple[CoefficientCell | None, ...]


@dataclass(frozen=True, slots=True)
class StatisticRow:
    """One statistic over all columns."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check on the headline column, and what it found."""

    name: str
    found: str


@dataclass(frozen=True, slots=True)
class RegressionTable:
    """The regression table as printed, with the checks on its headline."""

    columns: tuple[str, ...]
    coefficients: tuple[CoefficientRow, ...]
    statistics: tuple[StatisticRow, ...]
    checks: tuple[CheckRow, ...]


def regression_table(brief: Brief, language: Language) -> RegressionTable | None:
    """Print the regression; ``None`` when the vintage supports none.

    The brief of the nation has every column; that of a region those without a moderator, whose
    coefficients it states at the region's own level instead.
    """
    estimated = brief.association
    fits = [each for each in estimated.fits if brief.national or each.centring is None]
    if not fits or estimated.checks is None:
        return None
    cells = [_cells(fitted, language) for fitted in fits]
    return RegressionTable(
        tuple(fitted.specification.name for fitted in fits),
        tuple(
            CoefficientRow(language.say(key), tuple(column.get(key) for column in cells))
            for key in _in_order(cells)
        ),
        _statistics(fits, language),
        _checks(estimated, estimated.checks, language),
    )


def row_key(fitted: Fit, name: str) -> str:
    """Return the message that names a coefficient; one centred for an interaction is the same."""
    centring = fitted.centring
    if centring is None:
        return f"variable.{name}"
    centred = {
        centring.main: f"variable.{centring.regressor}",
        centring.level: f"moderator.{centring.moderator}",
        centring.product: f"product.{centring.moderator}",
    }
    return centred.get(name, f"variable.{name}")


def of_variety(fitted: Fit) -> tuple[Coefficient, ...]:
    """Return the coefficients of diversification or its kinds in a column."""
    keys = [f"variable.{name}" for name in VARIETIES]
    return tuple(each for each in fitted.coefficients if row_key(fitted, each.name) in keys)


def _in_order(cells: Iterable[dict[str, CoefficientCell]]) -> list[str]:
    """Order the keys of the rows: kinds of variety first, controls last, products between."""
    found = dict.fromkeys(key for column in cells for key in column)
    kinds = [f"variable.{name}" for name in VARIETIES]
    rank = {key: kinds.index(key) if key in kinds else len(kinds) for key in found}
    return sorted(found, key=lambda key: (rank[key], key.startswith("variable.")))


def _cells(fitted: Fit, language: Language) -> dict[str, CoefficientCell]:
    return {
        row_key(fitted, found.name): CoefficientCell(
            language.number(found.estimate, 3),
            "*" * stars(found.p, found.df),
            f"({language.number(found.se, 3)})",
            f"[{language.number(found.df, 1)}]",
        )
        for found in fitted.coefficients
    }


def _statistics(fits: Sequence[Fit], language: Language) -> tuple[StatisticRow, ...]:
    yes, no = language.say("table.yes"), language.say("table.no")
    rows = (
        ("stat.years", [yes if fitted.specification.time_effects else no for fitted in fits]),
        ("stat.errors", [fitted.coefficients[0].inference for fitted in fits]),
        ("stat.n", [f"{language.number(fitted.n)} ({fitted.entities})" for fitted in fits]),
        ("stat.r2", [language.number(fitted.r2_within, 3) for fitted in fits]),
    )
    return tuple(StatisticRow(language.say(key), tuple(cells)) for key, cells in rows)


def _checks(estimated: Association, checks: Checks, language: Language) -> tuple[CheckRow, ...]:
    headline = estimated.column(HEADLINE)
    own = estimated.coefficient(HEADLINE, REGRESSOR)
    left_out = checks.left_out.values()
    effects = EffectsTest(headline.f_effects, 0, 0.0, headline.f_effects_p)
    statistic, p = checks.dependence
    found = {
        "left_out": language.interval(min(left_out), max(left_out), 3),
        "bootstrap": language.probability(checks.bootstrap_p),
        "within": language.percent(100 * own.within_share, 0),
        "inflation": language.number(checks.inflation, 1),
        "effects": _test(effects, language),
        "mundlak": _test(checks.mundlak, language),
        "hausman": _test(checks.hausman, language),
        "dependence": _test(EffectsTest(statistic, 0, 0.0, p), language),
    }
    return tuple(CheckRow(language.say(f"check.{name}"), text) for name, text in found.items())


def _test(test: EffectsTest, language: Language) -> str:
    return f"{language.number(test.statistic, 2)}; {language.probability(test.p)}"
