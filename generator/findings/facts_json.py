"""Write facts and claims of a brief as JSON; the same brief gives the same bytes."""

import json
import math
from dataclasses import asdict
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from generator.economics.estimation.moderation import MarginalEffect
from generator.economics.estimation.region_effects import EffectsTest
from generator.economics.estimation.regression import Centring, Combination, Fit
from generator.findings.brief import Brief, Considered
from generator.findings.claims import Claim
from generator.findings.licences import associated, conditions
from generator.findings.measuring.association import Association
from generator.findings.measuring.associations.shock_variety import ShockVariety
from generator.findings.measuring.associations.variety_comparison import VarietyComparison
from generator.findings.measuring.moderators import Level
from generator.findings.measuring.robustness_checks import Checks, Moderation

_FILES: WeakKeyDictionary[Brief, bytes] = WeakKeyDictionary()
"""Facts files by brief: one is asked for several times in a run, and takes 40 ms to write."""


def facts_file(brief: Brief) -> bytes:
    """Return the content of the facts file: the same brief gives the same bytes.

    JSON in UTF-8, keys in the order of :func:`brief_as_json`, one line for each of them and for
    each item of a list: a fact is a line.
    """
    if brief not in _FILES:
        content = brief_as_json(brief).items()
        lines = (f" {_json(key)}: {_by_lines(value)}" for key, value in content)
        _FILES[brief] = "{{\n{}\n}}\n".format(",\n".join(lines)).encode()
    return _FILES[brief]


def brief_as_json(brief: Brief) -> dict[str, Any]:
    """Return facts and claims as plain values, ready to be written as JSON."""
    return {
        "subject": brief.subject,
        "year": brief.year,
        "vintage": brief.vintage.isoformat(),
        "preliminary": brief.preliminary,
        "facts": [fact.as_json() for fact in brief.facts],
        "messages": [
            {
                "head": claim_as_json(each.head),
                "body": [claim_as_json(claim) for claim in each.body],
            }
            for each in brief.messages
        ],
        "considered": [considered_as_json(each) for each in brief.considered],
        "claims": {
            place: [claim_as_json(claim) for claim in claims]
            for place, claims in brief.claims.items()
        },
        "twins": [asdict(peer) for peer in brief.structural_peers],
        "inequality": {
            name: {str(year): rounded(value) for year, value in by_year.items()}
            for name, by_year in brief.inequality.items()
        },
        "regression": regression_as_json(brief.association),
        "sources": [asdict(source) for source in brief.sources],
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _by_lines(value: object) -> str:
    if not isinstance(value, list) or not value:
        return _json(value)
    return "[\n  {}\n ]".format(",\n  ".join(map(_json, value)))


def claim_as_json(claim: Claim) -> dict[str, Any]:
    """Return a claim as plain values."""
    return {
        "key": claim.key,
        "licence": claim.licence,
        "count": claim.count,
        "slots": {name: _slot(value) for name, value in claim.slots.items()},
        "evidence": {name: rounded(value) for name, value in claim.evidence.items()},
        "about": asdict(claim.about) if claim.about else None,
    }


def considered_as_json(considered: Considered) -> dict[str, Any]:
    """Return what competed for the first page as plain values: why it was chosen, or was not."""
    parts = {name: rounded(value) for name, value in considered.parts.items()}
    return {**asdict(considered), "score": rounded(considered.score), "parts": parts}


def _slot(slot: object) -> dict[str, Any]:
    content = {key: _value(value) for key, value in asdict(slot).items()}  # type: ignore[call-overload]
    return {"type": type(slot).__name__.removesuffix("Slot"), **content}


def _value(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return rounded(value)
    return value


def regression_as_json(estimated: Association) -> dict[str, Any]:
    """Return table, checks and moderators as plain values.

    Numbers have nine significant digits; what is undefined or infinite is ``None``.
    """
    return {
        "refusal": estimated.refusal,
        "refused": list(estimated.refused),
        "units": {unit: list(members) for unit, members in estimated.units.items()},
        "left_out": [list(pair) for pair in estimated.missing],
        "singletons": list(estimated.singletons),
        "without_figures": list(estimated.without_figures),
        "columns": [_column(fitted) for fitted in estimated.fits],
        "licence": _licence(estimated),
        "checks": _checks(estimated.checks) if estimated.checks else None,
        "unrelated_less_related_variety": (
            _varieties(estimated.varieties) if estimated.varieties else None
        ),
        "shocks": [_shock(each) for each in estimated.shocks],
        "moderators": [
            _moderation(each, estimated.levels[each.moderator]) for each in estimated.moderations
        ],
    }


def _column(fitted: Fit) -> dict[str, Any]:
    return {
        "column": fitted.specification.name,
        "outcome": fitted.specification.outcome,
        "moderator": fitted.specification.moderator,
        "year_effects": fitted.specification.time_effects,
        "observations": fitted.n,
        "units": fitted.entities,
        "first_year": fitted.periods[0],
        "last_year": fitted.periods[1],
        "r2_within": rounded(fitted.r2_within),
        "f_effects": rounded(fitted.f_effects),
        "f_effects_p": rounded(fitted.f_effects_p),
        "cautions": {str(caution): list(names) for caution, names in fitted.cautions},
        "centring": _centring(fitted.centring) if fitted.centring else None,
        "coefficients": [_values(each) for each in fitted.coefficients],
    }


def _centring(centring: Centring) -> dict[str, Any]:
    return {
        key: rounded(value) if isinstance(value, float) else value
        for key, value in asdict(centring).items()
    }


def _licence(estimated: Association) -> dict[str, Any] | None:
    """Whether an association may be stated, and on which conditions that rests."""
    if not estimated.fits:
        return None
    return {"associated": associated(estimated), "conditions": dict(conditions(estimated))}


def _checks(checks: Checks) -> dict[str, Any]:
    statistic, p = checks.dependence
    return {
        "left_out": {unit: rounded(value) for unit, value in checks.left_out.items()},
        "wild_bootstrap_p": rounded(checks.bootstrap_p),
        "variance_inflation": rounded(checks.inflation),
        "hausman": _test(checks.hausman),
        "mundlak": _test(checks.mundlak),
        "pesaran_cd": {"statistic": rounded(statistic), "p": rounded(p)},
    }


def _varieties(found: VarietyComparison) -> dict[str, Any]:
    return {
        "same_year": _values(found.same_year),
        "year_effects": _values(found.years),
        "left_out": {unit: rounded(value) for unit, value in found.left_out.items()},
        "year_before": _values(found.before) if found.before else None,
        "column_of_the_year_before": _column(found.lagged) if found.lagged else None,
    }


def _shock(found: ShockVariety) -> dict[str, Any]:
    ranks = {
        key: rounded(value) if isinstance(value, float) else value
        for key, value in asdict(found.ranks).items()
    }
    beside = found.beside_mining
    return {
        **asdict(found.window),
        "units": {
            unit: {"DIV": rounded(value), "growth": rounded(found.growth[unit])}
            for unit, value in found.variety.items()
        },
        "rank_correlation": ranks,
        "left_out": [rounded(value) for value in found.left_out],
        "beside_mining": (
            {key: rounded(value) for key, value in asdict(beside).items()} if beside else None
        ),
    }


def _test(test: EffectsTest) -> dict[str, Any]:
    return {key: rounded(value) for key, value in asdict(test).items()}


def _moderation(found: Moderation, level: Level) -> dict[str, Any]:
    return {
        "moderator": found.moderator,
        "column": found.column,
        "year": level.year,
        "weighted_by_population": list(level.weighted),
        "interaction": _values(found.interaction),
        "p_holm": rounded(found.p_holm),
        "band": [_effect(each) for each in found.band],
        "units": {
            unit: {"mean": _effect(each.mean), "latest": _effect(each.latest)}
            for unit, each in found.units.items()
        },
    }


def _effect(found: MarginalEffect) -> dict[str, Any]:
    return {"level": rounded(found.level), **_values(found.effect)}


def _values(found: Combination) -> dict[str, Any]:
    return {
        key: rounded(value) if isinstance(value, float) else value
        for key, value in asdict(found).items()
    }


def rounded(value: float) -> float | None:
    """Round to nine significant digits: more than anyone prints, fewer than processors differ in.

    Test statistics and p-values differ between the kernels of linear algebra from the eleventh on.
    """
    return float(f"{value:.9g}") if math.isfinite(value) else None
