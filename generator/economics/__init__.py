"""Formulas: indices of regions, and estimation with its uncertainty; no files, no words."""
