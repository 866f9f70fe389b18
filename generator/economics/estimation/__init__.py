"""Estimation: regressions, trends, rank correlations and how certain each is."""
