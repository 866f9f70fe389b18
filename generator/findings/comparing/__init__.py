"""Compare two vintages: facts, claims and briefs that a revision changes."""
