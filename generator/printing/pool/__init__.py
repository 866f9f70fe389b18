"""Pools of processes that print briefs, here or on other machines."""
