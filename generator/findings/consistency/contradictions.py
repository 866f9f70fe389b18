"""The check that no claim of a brief contradicts its figures or another claim of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.errors import OblysError, Problem
from generator.findings.brief import Brief
from generator.findings.consistency import number_rules, statement_rules
from generator.findings.consistency.told_claims import Told

Rule = Callable[[Brief], Iterator[Told]]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.__name__: rule
        for rule in (
            number_rules.several_years_without_years,
            number_rules.figure_of_another_year,
            number_rules.direction_of_another_indicator,
            number_rules.tie_as_one_place,
            number_rules.small_gap_as_difference,
            number_rules.superlative_off_the_ends,
            number_rules.extreme_without_its_name,
            number_rules.moved_share_without_its_mark,
            number_rules.alternative_on_the_other_side,
            number_rules.key_industry_below_the_nation,
            number_rules.unnamed_industry,
            statement_rules.opposite_signs_without_bridge,
            statement_rules.trend_against_the_newest_year,
            statement_rules.more_and_less_varied,
            statement_rules.two_subjects_in_a_message,
            statement_rules.break_crossed_in_silence,
            statement_rules.file_that_nobody_wrote,
        )
    }
)
"""Rules by name; each yields the claims that break it."""


class Contradictions(OblysError):  # noqa: N818 - holds all contradictions, not one error
    """Claims of a brief deny its figures or one another: nothing was printed."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A claim that breaks a rule, at its place in a brief."""

    rule: str
    subject: str
    place: str
    key: str

    @property
    def problem(self) -> Problem:
        """The contradiction as a problem that names rule, brief, place and message."""
        slots = {
            "source": self.rule,
            "brief": self.subject,
            "item": self.place,
            "found": self.key,
        }
        return Problem("problem.contradiction", slots=slots)


def contradictions(brief: Brief) -> tuple[Contradiction, ...]:
    """Return every claim of a finished brief that breaks a rule, by rule; each once."""
    found = (
        Contradiction(name, brief.subject, told.place, told.claim.key)
        for name, rule in RULES.items()
        for told in rule(brief)
    )
    return tuple(dict.fromkeys(found))


def consistent(briefs: Iterable[Brief]) -> tuple[Brief, ...]:
    """Return the briefs as they are.

    Raises
    ------
    Contradictions
        With every contradiction of all of them, before anything is put into words.
    """
    checked = tuple(briefs)
    problems = [each.problem for brief in checked for each in contradictions(brief)]
    if problems:
        raise Contradictions(problems)
    return checked
