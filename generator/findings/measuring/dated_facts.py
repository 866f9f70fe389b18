"""Facts of a year of their own, for measures that only some regions and years have."""

import math
from dataclasses import dataclass

from generator.dataset.panel import Observation, Panel
from generator.dataset.schema import CURRENT
from generator.findings.claims import Text
from generator.findings.facts import MEASURE, Fact


@dataclass(frozen=True, slots=True)
class Dated:
    """One region or the nation, the figures that may be used, and the newest year allowed."""

    panel: Panel
    subject: str
    last: int

    def newest(self, table: str) -> Observation | None:
        """Return the subject's newest figure that is not after the last year, or ``None``."""
        years = (year for year in reversed(self.panel.years(table)) if year <= self.last)
        found = (self.figure(table, year) for year in years)
        return next((each for each in found if each is not None), None)

    def figure(self, table: str, year: int, industry: str = "") -> Observation | None:
        """Return a figure of the subject on its present borders; ``None`` without a value."""
        found = self.panel.observation(table, self.subject, year, industry)
        if found is None or math.isnan(found.value) or found.borders != CURRENT:
            return None
        return found

    def fact(
        self, measure: str, value: float, year: int, inputs: tuple[Observation | None, ...]
    ) -> Fact:
        """Make the fact of a value from the figures that it was made of.

        Made of a single figure, it has that figure's status and industry; otherwise it is
        ``computed``, of the industry of the first.
        """
        known, used = MEASURE[measure], tuple(each for each in inputs if each is not None)
        return Fact(
            subject=self.subject,
            measure=measure,
            value=value,
            unit=known.unit,
            decimals=known.decimals,
            period=year,
            vintage=self.panel.vintage.isoformat(),
            status=used[0].status if len(used) == 1 else "computed",
            sources=tuple(sorted({each.source for each in used})),
            industry=used[0].industry if used else "",
        )


def status_of(figure: Observation) -> Text:
    """Name the status of a figure in words: published, preliminary, quoted."""
    return Text(f"status.{figure.status}")
