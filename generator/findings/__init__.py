"""Findings of a brief: measured facts, and the claims that they license; in no language."""
