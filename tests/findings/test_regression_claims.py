"""What the regression may be said to show, and what it may not."""

import pytest

from generator.findings.choosing import regression_claims
from generator.findings.licences import associated as licensed
from generator.findings.licences import conditions, unconfirmed
from generator.findings.measuring.association import Association, association

from .regressions import associated


@pytest.fixture(scope="module")
def clear():
    """Diversification goes along with faster growth in every unit."""
    return associated(div=0.2)


@pytest.fixture(scope="module")
def nothing():
    """It does not."""
    return associated()


@pytest.fixture(scope="module")
def real(panel):
    """The real figures."""
    return association(panel, 2025)


def keys(claims):
    """Keys and licences of claims."""
    return [(each.key, each.licence) for each in claims]


@pytest.mark.parametrize(("effect", "sign"), [(0.2, "pos"), (-0.2, "neg")])
def test_an_association_is_stated_under_its_full_licence(effect, sign):
    """Told apart from zero, one sign in all columns and without any unit, enough units."""
    found = associated(div=effect)
    assert all(conditions(found).values())
    assert regression_claims.title(found).key == f"t.coef_{sign}"
    assert (f"reg.assoc_{sign}", "L12") in keys(regression_claims.estimate(found))
    assert {licence for _, licence in keys(regression_claims.estimate(found))} == {"L12"}


def test_without_it_the_sign_and_the_smallest_detectable_effect_are_stated(nothing):
    """Never that there is no association."""
    found = keys(regression_claims.estimate(nothing))
    assert regression_claims.title(nothing).key == "t.coef_insig"
    assert found[1][0] in {"reg.weak_pos", "reg.weak_neg"}
    assert ("m.mde", "L13") in found
    assert {licence for _, licence in found} == {"L13"}
    assert not licensed(nothing)


def test_an_estimate_that_hangs_on_one_unit_is_not_an_association():
    """Significant, yet the others show the opposite: the failed checks are named."""
    found = associated(div=-0.05, one_unit=4.0, noise=0.001, spread=0.1)
    estimate = found.coefficient("2", "DIV")
    assert min(found.checks.left_out.values()) < 0 < estimate.estimate
    assert "left_out" in unconfirmed(found)
    assert not licensed(found)


def test_a_significant_estimate_that_fails_a_check_says_which(clear):
    """A coefficient of the opposite sign once a unit is left out."""
    left_out = {**clear.checks.left_out, "R05": -0.1}
    shaky = vars(clear) | {
        "checks": type(clear.checks)(**vars(clear.checks) | {"left_out": left_out})
    }
    found = Association(**shaky)
    assert unconfirmed(found) == ("left_out",)
    assert regression_claims.title(found).key == "t.coef_interval"
    claim = regression_claims.estimate(found)[1]
    assert (claim.key, claim.licence) == ("reg.unstable", "L13")
    assert [each.key for each in claim.slots["items"].items] == ["confirm.left_out"]


def test_few_units_are_too_few():
    """Fourteen units never license an association, however clear the estimate."""
    found = associated(div=0.3, units=14)
    assert unconfirmed(found) == ("units",)


def test_hardly_any_variation_within_units_is_too_little():
    """Variety that moves by less than 5 % of its total spread."""
    found = associated(div=5.0, spread=0.005, noise=0.001)
    assert unconfirmed(found) == ("variation",)


def test_per_cent_are_exact():
    """100 (exp(b) - 1), not 100 b: 0.424 is 52.8 per cent, 0.840 is 131.6."""
    assert regression_claims.in_per_cent(0.424) == pytest.approx(52.8, abs=0.05)
    assert regression_claims.in_per_cent(0.840) == pytest.approx(131.6, abs=0.05)
    assert regression_claims.in_per_cent(0.0) == 0


def test_the_effect_is_given_per_unit_and_per_standard_deviation(clear):
    """The second is what can be seen within a unit."""
    own = clear.coefficient("2", "DIV")
    claim = next(each for each in regression_claims.estimate(clear) if each.key == "m.effect")
    assert claim.slots["pct_unit"].value == pytest.approx(
        regression_claims.in_per_cent(own.estimate)
    )
    assert claim.slots["pct_sd"].value == pytest.approx(
        regression_claims.in_per_cent(own.estimate * own.within_sd)
    )


@pytest.mark.parametrize(
    ("truth", "key"),
    [
        ({"div": 0.0, "uv": 0.3, "memory": 0.95}, "reg.varieties_uv"),
        ({"div": 0.3, "uv": 0.0, "memory": 0.95}, "reg.varieties_rv"),
        ({"div": 0.2, "uv": 0.2, "memory": 0.95}, "reg.varieties_none"),
    ],
)
def test_related_and_unrelated_variety_are_compared_in_one_model(truth, key):
    """By a Wald test per standard deviation, never by two coefficients of separate columns."""
    (claim,) = regression_claims.varieties(associated(**truth))
    assert (claim.key, claim.licence) == (key, "L15")


@pytest.mark.parametrize(("uv", "kind"), [(0.3, "uv"), (-0.3, "rv")])
def test_a_difference_that_the_year_before_does_not_show_is_not_stable(uv, kind):
    """Variety without memory: clear in the same year, nothing with that of the year before."""
    head, why = regression_claims.varieties(associated(div=0.0, uv=uv))
    assert head.key == f"reg.varieties_same_year_{kind}"
    assert (why.key, head.licence, why.licence) == ("reg.varieties_before", "L13", "L13")
    assert why.slots["k"].value == 17 * 11


@pytest.mark.parametrize(("effect", "sign"), [(0.05, "pos"), (-0.05, "neg")])
def test_a_moderator_counts_only_after_adjustment_for_all_of_them(effect, sign):
    """The one that matters is named with its sign, the other is said not to be shown."""
    found = regression_claims.moderators(associated(div=0.1, inn=effect))
    assert keys(found) == [(f"reg.moderator_{sign}", "L14"), ("reg.moderator_none", "L14")]
    assert found[0].slots["z"].key == "moderator.INN"
    assert [each.key for each in found[1].slots["items"].items] == ["moderator.HC"]
    assert found[0].evidence["p"] <= found[0].evidence["p_holm"] < 0.05


def test_a_region_is_told_the_coefficient_at_its_own_level(real):
    """Ulytau shares the unit, and so the levels, of Karaganda."""
    first, second = (regression_claims.own_levels(real, code) for code in ("KZ-35", "KZ-62"))
    assert first == second
    assert [each.key for each in first] == ["own.level", "own.level"]
    assert first[0].slots["v"].value == pytest.approx(real.levels["INN"].values["KZ-35"])
    assert regression_claims.own_levels(real, "KZ-YUZ") == ()


def test_what_is_left_out_is_told_once_for_the_same_years(real):
    """Turkistan and Shymkent lack the same years and stand in one sentence; one says why."""
    told = regression_claims.left_out(real)
    assert [each.key for each in told] == ["reg.left_out_year", "reg.also_out_span"]
    spans = [each for each in told if each.key.endswith("_span")]
    assert [[one.code for one in each.slots["items"].items] for each in spans] == [
        ["KZ-61", "KZ-79"]
    ]
    alone = Association(**vars(real) | {"singletons": ("KZ-35",)})
    assert regression_claims.left_out(alone)[-1].key == "reg.singletons"
    assert [each.code for each in regression_claims.left_out(alone)[-1].slots["items"].items] == [
        "KZ-35",
        "KZ-62",
    ]


def test_a_refusal_names_what_is_concerned(real):
    """Its own sentence for each reason; without names, that the series are missing."""
    refused = Association((), real.units, refusal="absorbed", refused=("ln_area",))
    (claim,) = regression_claims.caution(refused)
    assert claim.key == "refusal.absorbed"
    assert [each.text for each in claim.slots["items"].items] == ["ln_area"]
    (claim,) = regression_claims.caution(Association((), real.units, refusal="too_few_periods"))
    assert claim.key == "reg.none"
    for silent in (
        regression_claims.varieties,
        regression_claims.moderators,
        regression_claims.literature,
    ):
        assert silent(refused) == ()
    assert regression_claims.title(refused) is None
    assert regression_claims.estimate(refused) == ()


def test_the_literature_is_marked_as_such(real):
    """Licence L16, without any value of ours in it."""
    found = regression_claims.literature(real)
    assert {each.licence for each in found} == {"L16"}
    assert all(each.slots == {} for each in found)


def test_the_moderator_without_figures_is_named(real):
    """Finance is not estimated, and the brief says so."""
    (claim,) = regression_claims.without_figures(real)
    assert [each.key for each in claim.slots["items"].items] == ["moderator.FIN"]
