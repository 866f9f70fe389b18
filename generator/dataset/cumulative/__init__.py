"""Figures counted from 1 January to the end of a month: a kind of their own."""
