"""Panels of known truth, and whether the program finds it: `python -m tests.simulation`."""
