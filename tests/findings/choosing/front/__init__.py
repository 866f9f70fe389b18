"""Blocks of the first page."""
