"""Economic measurement: numbers in, numbers out; no files, no words."""

OFFERED = frozenset(
    {
        # level, growth
        "ratio_to_national",
        # structure
        "why_no_structure",
        "lq_variance_sample",
        "gini_specialisation",
        "hachman",
        "krugman",
        "krugman_rest",
        "relative_diversity",
        "hhi_normalized",
        "entropy_normalized",
        "in_bits",
        "dynamic_shift_share",
        # inequality
        "gini_corrected",
        "theil_l",
        "theil_l_decomposition",
        "atkinson",
        "hoover",
        "variation_sample",
        # resilience
        "sensitivity",
        "industry_resistance",
        # organisations, roads
        "birth_rate",
        "death_rate",
        "net_entry_rate",
        "churn_rate",
        "percentage",
        "national_percentage",
        # ranks, many tests
        "rank_intervals",
        "rank_intervals_of_counts",
        "kendall",
        "bonferroni",
    }
)
"""Functions that no brief needs. The library offers them to whoever compares it with other
programs (the reference cases do) or prints more; everything else here is called by the program."""
