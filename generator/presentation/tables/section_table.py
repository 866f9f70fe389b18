"""The table of sections: what each adds to output, and how the nation compares."""

from dataclasses import dataclass

from generator.findings.brief import Brief
from generator.presentation.localisation.language import Language


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section of the annex table; ``bar`` is its share in per cent of the largest one."""

    name: str
    gva: str
    share: str
    bar: float
    national_share: str
    quotient: str
    change: str


def section_rows(brief: Brief, language: Language) -> tuple[SectionRow, ...]:
    """Print the table of sections, in the order of the classification."""
    largest = max((line.share or 0.0 for line in brief.sections), default=0.0)
    return tuple(
        SectionRow(
            f"{line.industry} · {language.industry(line.industry, 'Short')}",
            language.number(line.gva, 1),
            language.number(line.share, 1),
            bar_length(line.share, largest),
            language.number(line.national_share, 1),
            language.number(line.location_quotient, 2),
            language.number(line.change, 1, signed=True),
        )
        for line in brief.sections
    )


def bar_length(value: float | None, longest: float) -> float:
    """Return the length of a bar in per cent of the longest; 0 for what is missing or negative."""
    return round(100 * max(value or 0.0, 0.0) / longest, 1) if longest > 0 else 0.0
