"""Estimation: coefficients, trends and their uncertainty, from samples."""
