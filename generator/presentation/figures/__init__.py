"""Figures: which charts a brief has, drawn once for all languages."""
