"""Offices' own workbooks: read, understood by declared mappings, shown, and made into tables."""
