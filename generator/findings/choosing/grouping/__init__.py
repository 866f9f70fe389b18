"""Sentences on the groups of regions."""
