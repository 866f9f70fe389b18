"""Tests of which charts a brief has, and what is said of them."""
