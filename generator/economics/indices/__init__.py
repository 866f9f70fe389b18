"""Indices: variety, concentration, specialisation, inequality, growth, resilience."""
