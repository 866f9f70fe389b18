"""Claims that stand in every brief of a year, of a region or the nation."""

from generator.dataset.panel import Panel
from generator.findings.choosing import comparisons, notes, regression_claims
from generator.findings.claims import Claim
from generator.findings.measuring.association import Association
from generator.findings.measuring.indicators import Indicators


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
        "comparisons": (*comparisons.varieties(estimated), *comparisons.moderators(estimated)),
        "caution": regression_claims.caution(estimated),
        "literature": comparisons.literature(estimated),
        "notes.levels": comparisons.levels(estimated),
        "notes.sample": (
            *regression_claims.left_out(estimated),
            *comparisons.without_figures(estimated),
        ),
        "notes.status": notes.status(panel, ind.year),
        "notes.borders": notes.borders(),
        "notes.coverage": notes.coverage(panel, ind),
        "notes.rounding": notes.rounding(ind),
    }
