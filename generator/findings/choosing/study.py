"""Everything computed once for all briefs of a reference year."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.dataset.panel import Panel
from generator.findings.brief import Front
from generator.findings.choosing import notes, regression_claims
from generator.findings.choosing.associations import shock_variety_claims
from generator.findings.choosing.importance.front_page import fronts
from generator.findings.claims import Claim
from generator.findings.measuring.association import Association, association
from generator.findings.measuring.associations.shock_variety import newest_shocks
from generator.findings.measuring.indicators import Indicators, indicators
from generator.findings.measuring.trajectories import Trajectory, trajectories


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


def study(panel: Panel, year: int) -> Study:
    """Compute indicators, regression and trajectories, and what is said from them together.

    Parameters
    ----------
    panel
        The figures as of one vintage.
    year
        Reference year.
    """
    ind, estimated = indicators(panel, year), association(panel, year)
    followed, shared = trajectories(panel, year), shared_claims(panel, ind, estimated)
    cities = frozenset(each.code for each in panel.regions.current() if each.kind == "city")
    chosen = fronts(ind, followed, panel.breaks, cities)
    return Study(panel, ind, estimated, followed, shared, chosen)


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
    drawn, estimate = regression_claims.intervals(estimated), regression_claims.estimate(estimated)
    title = regression_claims.title(estimated)
    leading = shock_variety_claims.title(estimated.shocks) or title
    charts = newest_shocks(estimated.shocks)
    return {
        "figure.coefficients": (drawn,) if drawn else (),
        "title.association": (leading,) if leading else (),
        "title.regression": (title,) if title else (),
        "lede.association": shock_variety_claims.lede(estimated.shocks),
        **{
            f"figure.shock_variety_{place}": (shock_variety_claims.chart_title(each),)
            for place, each in enumerate(charts, 1)
        },
        "association": estimate[:2],
        "association.details": estimate[2:],
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
        "notes.borders": notes.borders(),
        "notes.coverage": notes.coverage(panel, ind),
        "notes.released": notes.released(panel, ind),
        "notes.rounding": notes.rounding(ind),
    }
