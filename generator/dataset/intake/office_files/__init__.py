"""Offices' files as such: looked at, read into cells, and given back with marks."""
