"""Which of its licensed wordings a claim gets: by a fixed hash, none twice in one brief.

A message with several wordings has them under its key, and the key with ``_b`` and ``_c``; all
have the same slots and the same licence. The words of a claim never change what it says.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from generator.findings.brief import Brief
from generator.findings.claims import Claim, KeyMessage

_SEVERAL = (
    ("front.resumed", "front.resumed_b", "front.resumed_c"),
    ("front.fell", "front.fell_b", "front.fell_c"),
    ("front.fastest", "front.fastest_b", "front.fastest_c"),
    ("front.among_fastest", "front.among_fastest_b", "front.among_fastest_c"),
    ("front.slowest", "front.slowest_b", "front.slowest_c"),
    ("front.among_slowest", "front.among_slowest_b", "front.among_slowest_c"),
    ("front.average_first", "front.average_first_b", "front.average_first_c"),
    ("front.average_high", "front.average_high_b", "front.average_high_c"),
    ("front.average_low", "front.average_low_b", "front.average_low_c"),
    ("front.average_last", "front.average_last_b", "front.average_last_c"),
    ("front.per_head_fell", "front.per_head_fell_b", "front.per_head_fell_c"),
    ("front.per_head_rose", "front.per_head_rose_b", "front.per_head_rose_c"),
    ("front.behind_run", "front.behind_run_b", "front.behind_run_c"),
    ("front.ahead_run", "front.ahead_run_b", "front.ahead_run_c"),
    ("front.invest_low", "front.invest_low_b", "front.invest_low_c"),
    ("front.invest_high", "front.invest_high_b", "front.invest_high_c"),
    ("front.ratio_low", "front.ratio_low_b", "front.ratio_low_c"),
    ("front.ratio_high", "front.ratio_high_b", "front.ratio_high_c"),
    ("front.overtook", "front.overtook_b", "front.overtook_c"),
    ("front.industry_down", "front.industry_down_b", "front.industry_down_c"),
    ("front.industry_up", "front.industry_up_b", "front.industry_up_c"),
    ("front.dominant", "front.dominant_b", "front.dominant_c"),
    ("front.contribution_first", "front.contribution_first_b", "front.contribution_first_c"),
    ("front.contribution", "front.contribution_b", "front.contribution_c"),
    ("front.jobs_fell", "front.jobs_fell_b", "front.jobs_fell_c"),
    ("front.jobs_rose", "front.jobs_rose_b", "front.jobs_rose_c"),
    ("front.prices_up", "front.prices_up_b", "front.prices_up_c"),
    ("front.prices_down", "front.prices_down_b", "front.prices_down_c"),
    ("front.poorest_fastest", "front.poorest_fastest_b", "front.poorest_fastest_c"),
    ("front.poor_fast", "front.poor_fast_b", "front.poor_fast_c"),
    ("front.rich_slow", "front.rich_slow_b", "front.rich_slow_c"),
    ("front.sped_above", "front.sped_above_b", "front.sped_above_c"),
    ("front.sped_below", "front.sped_below_b", "front.sped_below_c"),
    ("front.slowed_above", "front.slowed_above_b", "front.slowed_above_c"),
    ("front.slowed_below", "front.slowed_below_b", "front.slowed_below_c"),
    ("front.level_above", "front.level_above_b", "front.level_above_c"),
    ("front.level_below", "front.level_below_b", "front.level_below_c"),
    ("front.level_same", "front.level_same_b", "front.level_same_c"),
    ("front.growth", "front.growth_b", "front.growth_c"),
    ("front.year_before", "front.year_before_b"),
    ("front.average", "front.average_b"),
    ("front.run_total", "front.run_total_b"),
    ("front.invest", "front.invest_b"),
    ("front.ratio", "front.ratio_b"),
    ("front.dominated", "front.dominated_b"),
    ("front.gdp_record", "front.gdp_record_b"),
    ("path.up", "path.up_b", "path.up_c"),
    ("path.down", "path.down_b", "path.down_c"),
    ("path.flat", "path.flat_b", "path.flat_c"),
    ("path.peak", "path.peak_b", "path.peak_c"),
    ("path.trough", "path.trough_b", "path.trough_c"),
    ("ask.output_jobs", "ask.output_jobs_b"),
    ("ask.investment_gone", "ask.investment_gone_b"),
    ("ask.money_volume", "ask.money_volume_b"),
    ("ask.largest", "ask.largest_b"),
    ("break.crossed", "break.crossed_b", "break.crossed_c", "break.crossed_d"),
    ("budget.subvention", "budget.subvention_b", "budget.subvention_c"),
    ("budget.per_head", "budget.per_head_b", "budget.per_head_c"),
    ("bridge.prices", "bridge.prices_b", "bridge.prices_c"),
    ("div.entropy_rank", "div.entropy_rank_b"),
    ("div.without_mining", "div.without_mining_b", "div.without_mining_c"),
    ("driver.prices", "driver.prices_b"),
    ("driver.tenge", "driver.tenge_b", "driver.tenge_c"),
    ("front.contributed", "front.contributed_b"),
    ("front.growth_both_above", "front.growth_both_above_b", "front.growth_both_above_c"),
    ("front.growth_both_below", "front.growth_both_below_b", "front.growth_both_below_c"),
    ("front.growth_now_above", "front.growth_now_above_b"),
    ("front.growth_now_below", "front.growth_now_below_b"),
    ("front.jobs", "front.jobs_b", "front.jobs_c"),
    ("front.prices", "front.prices_b"),
    ("group.differs", "group.differs_b", "group.differs_c"),
    ("growth.pace_faster", "growth.pace_faster_b", "growth.pace_faster_c"),
    ("growth.pace_slower", "growth.pace_slower_b", "growth.pace_slower_c"),
    ("invest.above", "invest.above_b", "invest.above_c"),
    ("path.step_down", "path.step_down_b", "path.step_down_c"),
    ("path.step_up", "path.step_up_b", "path.step_up_c"),
    ("rank.same", "rank.same_b", "rank.same_c"),
    ("shock.since_less", "shock.since_less_b", "shock.since_less_c"),
    ("shock.since_more", "shock.since_more_b", "shock.since_more_c"),
    ("so_far.title_above", "so_far.title_above_b", "so_far.title_above_c"),
    ("so_far.title_below", "so_far.title_below_b", "so_far.title_below_c"),
    ("structure.moved", "structure.moved_b", "structure.moved_c"),
    ("t.budget_taxes", "t.budget_taxes_b", "t.budget_taxes_c"),
    ("t.budget_transfers", "t.budget_transfers_b", "t.budget_transfers_c"),
    ("t.driver", "t.driver_b", "t.driver_c"),
    ("t.lq", "t.lq_b", "t.lq_c"),
    ("t.side_above", "t.side_above_b", "t.side_above_c"),
    ("t.side_below", "t.side_below_b", "t.side_below_c"),
    ("t.since_grew", "t.since_grew_b", "t.since_grew_c"),
    ("t.since_grew_together", "t.since_grew_together_b"),
    ("trend.fell", "trend.fell_b", "trend.fell_c"),
    ("trend.rose", "trend.rose_b", "trend.rose_c"),
    ("trend.unclear", "trend.unclear_b", "trend.unclear_c"),
    ("twin.less", "twin.less_b", "twin.less_c"),
    ("twin.more", "twin.more_b", "twin.more_c"),
    ("unemployment.same", "unemployment.same_b", "unemployment.same_c"),
)
"""Messages with several wordings: the key that a rule chooses, then the other wordings."""

WORDINGS: Mapping[str, tuple[str, ...]] = {keys[0]: keys for keys in _SEVERAL}
"""All wordings of a message, by the key that a rule chooses."""


def worded(brief: Brief) -> Brief:
    """Return the brief with a wording for each claim.

    The hash of subject and key chooses; a message that stands in the brief again takes the next
    wording, so that none is read twice while there is another.
    """
    used: Counter[str] = Counter()

    def reworded(claim: Claim) -> Claim:
        known = WORDINGS.get(claim.key)
        if known is None:
            return claim
        at = (_hash(brief.subject, claim.key) + used[claim.key]) % len(known)
        used[claim.key] += 1
        return replace(claim, key=known[at])

    messages = tuple(
        KeyMessage(reworded(each.head), tuple(map(reworded, each.body))) for each in brief.messages
    )
    claims = {place: tuple(map(reworded, told)) for place, told in brief.claims.items()}
    return replace(brief, messages=messages, claims=claims)


def _hash(subject: str, key: str) -> int:
    """Make a number of a pair of texts: the same on every machine and in every run."""
    return int.from_bytes(sha256(f"{subject} {key}".encode()).digest()[:4])
