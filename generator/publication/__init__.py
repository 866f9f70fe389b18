"""Publish briefs: plan what to make, swap results in, issue and verify editions."""
