"""Everything computed once for all briefs of a reference year."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.dataset.panel import Panel
from generator.findings.brief import Front
from generator.findings.choosing import notes, regression_claims
from generator.findings.claims import Claim
from generator.findings.measuring.association import Association
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.trajectories import Trajectory


@dataclass(frozen=True)
class Study:
    """The figures of one vintage, and what they show for one reference year.

    ``ind`` are the indicators of every region, ``estimated`` the regression, ``trajectories`` the
    trajectory of real output of every unit, ``shared`` the claims that stand in every brief,
    ``fronts`` the first pages of the regions, chosen together when all else is computed.
    """

    panel: Panel
    ind: Indicators
    estimated: Association
    trajectories: Mapping[str, Trajectory]
    shared: Mapping[str, tuple[Claim, ...]]
    fronts: Mapping[str, Front] = field(default_factory=dict)

    @property
    def year(self) -> int:
        """Reference year."""
        return self.ind.year

    @property
    def vintage(self) -> str:
        """Vintage of the figures, as facts carry it."""
        return self.panel.vintage.isoformat()


def shared_claims(
    panel: Panel, ind: Indicators, estimated: Association
) -> dict[str, tuple[Claim, ...]]:
    """Choose the claims of the year by their place in the brief.

    Parameters
    ----------
    panel
        The figures as of one vintage.
    ind, estimated
        Indicators of the reference year, and the regression up to it.

    Returns
    -------
    dict
        Places without a licensed claim may have an empty tuple.
    """
    title, drawn = regression_claims.title(estimated), regression_claims.intervals(estimated)
    return {
        "figure.coefficients": (drawn,) if drawn else (),
        "title.association": (title,) if title else (),
        "association": regression_claims.estimate(estimated),
        "comparisons": (
            *regression_claims.varieties(estimated),
            *regression_claims.moderators(estimated),
        ),
        "caution": regression_claims.caution(estimated),
        "literature": regression_claims.literature(estimated),
        "notes.levels": regression_claims.levels(estimated),
        "notes.sample": (
            *regression_claims.left_out(estimated),
            *regression_claims.without_figures(estimated),
        ),
        "notes.status": notes.status(panel, ind.year),
        "notes.borders": notes.borders(),
        "notes.coverage": notes.coverage(panel, ind),
        "notes.released": notes.released(panel, ind),
        "notes.rounding": notes.rounding(ind),
    }
