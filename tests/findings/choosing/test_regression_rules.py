"""What the regression says, claim by claim, from estimates that are given."""

from dataclasses import replace

import pytest

from generator.economics.estimation.moderation import MarginalEffect
from generator.findings.brief_set import study
from generator.findings.choosing import regression_claims
from generator.findings.choosing.study import shared_claims
from generator.findings.licences import conditions, unconfirmed
from generator.findings.measuring.association import Association
from generator.findings.measuring.moderators import Level
from generator.findings.measuring.robustness_checks import Moderation, UnitModeration
from tests.findings.regressions import associated
from tests.findings.small_world import NORTH, SOUTH, TWENTY, over, shown, studied, world


@pytest.fixture(scope="module")
def clear():
    """Diversification goes along with faster growth in every unit."""
    return associated(div=0.2)


def with_headline(found, column="2", **values):
    """Change the coefficient of diversification in one column."""
    fits = []
    for each in found.fits:
        chosen = each.specification.name == column
        fits.append(
            replace(
                each,
                coefficients=tuple(
                    replace(one, **values) if chosen and one.name == "DIV" else one
                    for one in each.coefficients
                ),
            )
        )
    return replace(found, fits=tuple(fits))


@pytest.mark.parametrize(
    ("values", "title", "reading"),
    [
        ({}, "t.coef_pos", "reg.assoc_pos"),
        ({"p": 0.049}, "t.coef_pos", "reg.assoc_pos"),
        ({"p": 0.05}, "t.coef_insig", "reg.weak_pos"),
        ({"p": 0.5, "estimate": -0.1}, "t.coef_insig", "reg.weak_neg"),
        ({"within_share": 0.04}, "t.coef_interval", "reg.unstable"),
        ({"within_share": 0.05}, "t.coef_pos", "reg.assoc_pos"),
        ({"estimate": -0.1}, "t.coef_interval", "reg.unstable"),
    ],
)
def test_an_estimate_is_read_by_its_p_value_and_its_checks(clear, values, title, reading):
    """Below 0.05 and confirmed it is an association; unconfirmed it says what fails."""
    found = with_headline(clear, **values)
    assert regression_claims.title(found).key == title
    told = regression_claims.estimate(found)
    assert [each.key for each in told] == [
        "reg.estimate",
        reading,
        "m.effect",
        "m.mde",
        "m.r2",
    ]
    licence = "L12" if reading.startswith("reg.assoc") else "L13"
    assert {each.licence for each in told} == {licence}
    own = found.coefficient("2", "DIV")
    slots = shown(told[0])
    assert (slots["b"], slots["ci"]) == (
        pytest.approx(own.estimate, abs=1e-6),
        (own.low, own.high),
    )
    if title != "t.coef_insig":
        assert shown(regression_claims.title(found))["ci"] == (own.low, own.high)


def test_a_negative_association_is_called_so():
    """The same estimate with the other sign."""
    found = associated(div=-0.2)
    assert regression_claims.title(found).key == "t.coef_neg"
    assert regression_claims.estimate(found)[1].key == "reg.assoc_neg"


@pytest.mark.parametrize("column", ["1", "6"])
def test_one_column_of_the_other_sign_leaves_it_unconfirmed(clear, column):
    """Without controls, or with year effects."""
    assert unconfirmed(with_headline(clear, column, estimate=-0.01)) == ("columns",)
    assert unconfirmed(with_headline(clear, column, estimate=0.01)) == ()
    none = replace(clear, checks=None)
    assert conditions(none)["left_out"] is False


def test_intervals_that_exclude_zero_are_counted(clear):
    """Seven estimates of variety are drawn: five columns of one, one of two; not of moderators."""
    slots = shown(regression_claims.intervals(clear))
    assert slots["n_all"] == 7
    drawn = [
        each
        for name in ("1", "2", "3", "4", "5", "6")
        for each in clear.column(name).coefficients
        if each.name in {"DIV", "RV", "UV"}
    ]
    assert slots["k"] == sum(each.low > 0 or each.high < 0 for each in drawn) > 0
    wide = replace(
        clear,
        fits=tuple(
            replace(one, coefficients=tuple(
                replace(each, low=-1.0, high=1.0) for each in one.coefficients))
            for one in clear.fits
        ),
    )  # fmt: skip
    assert regression_claims.intervals(wide).key == "t.intervals_all"
    below = with_headline(wide, low=-2.0, high=-1.0)
    told = regression_claims.intervals(below)
    assert (told.key, shown(told)) == ("t.intervals", {"k": 1, "n_all": 7})
    assert regression_claims.intervals(Association((), {})) is None


def test_the_caution_states_the_sample(clear):
    """Units, observations and years; the lead stands first."""
    lead, sample, caveat = regression_claims.caution(clear)
    assert [lead.key, caveat.key] == ["reg.caution", "reg.caveat"]
    fitted = clear.column("2")
    first, last = fitted.periods
    assert (sample.key, shown(sample)) == (
        "reg.sample",
        {"n_units": 17, "k": fitted.n, "y0": first, "y1": last},
    )
    assert [each.key for each in regression_claims.literature(clear)] == [
        "literature.cities",
        "literature.table",
    ]


REFUSALS = [
    "refusal.absorbed", "refusal.collinear", "refusal.domain", "refusal.duplicate",
    "refusal.no_variation", "refusal.too_few_clusters", "refusal.too_few_periods",
]  # fmt: skip


@pytest.mark.parametrize("key", REFUSALS)
def test_a_refusal_names_its_reason_and_what_it_concerns(key):
    """Without names only that there is no estimate."""
    reason = key.partition(".")[2]
    (told,) = regression_claims.caution(Association((), {}, refusal=reason, refused=("x", "y")))
    assert (told.key, shown(told)) == (key, {"items": ["x", "y"]})
    (none,) = regression_claims.caution(Association((), {}, refusal=reason))
    assert none.key == "reg.none"


@pytest.mark.parametrize(
    ("estimate", "p", "key"),
    [
        (0.1, 0.049, "reg.varieties_uv"),
        (-0.1, 0.049, "reg.varieties_rv"),
        (0.1, 0.05, "reg.varieties_none"),
        (-0.1, 0.05, "reg.varieties_none"),
    ],
)
def test_one_variety_counts_more_only_with_evidence(clear, estimate, p, key):
    """The sign of the difference is that of unrelated less related variety."""
    difference = replace(clear.checks.varieties, estimate=estimate, p=p)
    found = replace(clear, checks=replace(clear.checks, varieties=difference))
    (told,) = regression_claims.varieties(found)
    assert told.key == key
    assert shown(told) == {"column": "5", "p_text": p}


def effect(found, level):
    """Make the effect of diversification at a level of a moderator."""
    numbers = replace(found.checks.varieties, estimate=0.1, low=0.05, high=0.15)
    return MarginalEffect(level, numbers)


def moderated(clear, *results):
    """Give each moderator an interaction and an adjusted p-value."""
    product = clear.moderations[0].interaction
    band = (effect(clear, 5.0), effect(clear, 9.0))
    units = {NORTH: UnitModeration(effect(clear, 6.0), effect(clear, 7.0))}
    return replace(
        clear,
        units={NORTH: (NORTH, "NEW"), SOUTH: (SOUTH,)},
        levels={
            name: Level(name, 2021, {}, ("NORTH",) if name == "HC" else ()) for name, *_ in results
        },
        moderations=tuple(
            Moderation(name, column, replace(product, estimate=estimate), p, band, units)
            for name, column, estimate, p in results
        ),
    )


@pytest.mark.parametrize(
    ("results", "keys"),
    [
        (
            [("INN", "7", 0.1, 0.04), ("HC", "8", -0.1, 0.04)],
            ["reg.moderator_pos", "reg.moderator_neg"],
        ),
        (
            [("INN", "7", 0.1, 0.05), ("HC", "8", -0.1, 0.04)],
            ["reg.moderator_neg", "reg.moderator_none"],
        ),
        ([("INN", "7", 0.1, 0.2), ("HC", "8", -0.1, 0.3)], ["reg.moderator_none"]),
        ([], []),
    ],
)
def test_moderators_are_told_apart_by_their_adjusted_p_value(clear, results, keys):
    """Those without evidence share one sentence, with the smallest of their p-values."""
    told = regression_claims.moderators(moderated(clear, *results))
    assert [each.key for each in told] == keys
    if keys == ["reg.moderator_none"]:
        assert shown(told[0]) == {"items": ["moderator.INN", "moderator.HC"], "p_text": 0.2}
    elif keys:
        assert shown(told[0])["p_text"] == 0.04


def test_a_region_has_the_effect_at_its_own_newest_level(clear):
    """Through its unit; a mean of members is called so, and a unit without level says nothing."""
    found = moderated(clear, ("INN", "7", 0.1, 0.04), ("HC", "8", 0.1, 0.04))
    plain, weighted = regression_claims.own_levels(found, "NEW")
    assert [plain.key, weighted.key] == ["own.level", "own.level_weighted"]
    numbers = {"x": "DIV", "year": 2021, "v": 7, "b": 0.1, "ci": (0.05, 0.15)}
    assert shown(plain) == {**numbers, "z": "moderator.INN"}
    assert regression_claims.own_levels(found, SOUTH) == ()
    assert regression_claims.own_levels(found, "ABROAD") == ()


def test_levels_say_between_which_the_column_speaks(clear):
    """The lowest and the highest observed, of the year of the moderator."""
    (told,) = regression_claims.levels(moderated(clear, ("INN", "7", 0.1, 0.2)))
    slots = {"column": "7", "z": "moderator.INN", "year": 2021, "v0": 5, "v1": 9}
    assert (told.key, shown(told)) == ("reg.level", slots)


def test_a_unit_has_its_own_effect_and_names_its_members(clear):
    """Fitted and observed in the last year; one region alone is not called merged."""
    (told,) = regression_claims.own_estimate(clear, "R03")
    headline = clear.column("2")
    last = max(headline.fitted.loc["R03"].index)
    fitted = float(headline.fitted.loc["R03"][last])
    slots = shown(told)
    assert (told.key, slots["year"]) == ("own.effect", last)
    assert slots["v0"] == pytest.approx(fitted, abs=1e-6)
    observed = fitted + float(headline.residuals.loc["R03"][last])
    assert slots["v1"] == pytest.approx(observed, abs=1e-6)
    assert slots["v"] == pytest.approx(float(headline.effects["R03"]), abs=1e-6)
    pair = replace(clear, units={**clear.units, "R03": ("R03", "NEW")})
    merged, _ = regression_claims.own_estimate(pair, "NEW")
    assert (merged.key, shown(merged)) == ("own.merged", {"items": ["R03", "NEW"]})
    assert regression_claims.own_estimate(clear, "ABROAD") == ()


def test_what_the_sample_leaves_out_is_told_by_years():
    """Units that lack the same years stand together; the first sentence says why."""
    units = {code: (code,) for code in TWENTY[:4]}
    missing = (("R01", 2014), ("R02", 2014), ("R03", 2014), ("R03", 2015), ("R04", 2020))
    told = regression_claims.left_out(Association((), units, missing=missing, singletons=("R02",)))
    assert [(each.key, shown(each)) for each in told] == [
        ("reg.left_out_year", {"items": ["R01", "R02"], "year": 2014}),
        ("reg.also_out_span", {"items": ["R03"], "y0": 2014, "y1": 2015}),
        ("reg.also_out_year", {"items": ["R04"], "year": 2020}),
        ("reg.singletons", {"items": ["R02"]}),
    ]
    span = Association((), units, missing=missing[2:4])
    assert [each.key for each in regression_claims.left_out(span)] == ["reg.left_out_span"]
    assert regression_claims.left_out(Association((), units)) == ()


def test_moderators_without_figures_are_named_beside_an_estimate(clear):
    """Where nothing is estimated nothing is missed."""
    (told,) = regression_claims.without_figures(clear)
    assert (told.key, shown(told)) == ("reg.without_figures", {"items": ["moderator.FIN"]})
    assert regression_claims.without_figures(replace(clear, without_figures=())) == ()
    assert regression_claims.without_figures(replace(clear, fits=())) == ()


def test_every_claim_stands_at_its_place(clear):
    """In every brief of the year the same."""
    small = world(grp=over((NORTH, SOUTH), (100, 90)))
    ind = studied(small).ind
    found = shared_claims(small, ind, moderated(clear, ("INN", "7", 0.1, 0.2)))
    assert {place: [each.key for each in claims] for place, claims in found.items() if claims} == {
        "figure.coefficients": ["t.intervals"],
        "title.association": ["t.coef_pos"],
        "association": ["reg.estimate", "reg.assoc_pos", "m.effect", "m.mde", "m.r2"],
        "comparisons": ["reg.varieties_none", "reg.moderator_none"],
        "caution": ["reg.caution", "reg.sample", "reg.caveat"],
        "literature": ["literature.cities", "literature.table"],
        "notes.levels": ["reg.level"],
        "notes.sample": ["reg.without_figures"],
        "notes.borders": ["note.b2022", "note.merged"],
        "notes.coverage": ["note.coverage"],
    }
    assert [each.key for each in study(small, 2025).shared["caution"]] == ["reg.none"]
