"""Compare: what a revision changes in facts, claims and briefs."""
