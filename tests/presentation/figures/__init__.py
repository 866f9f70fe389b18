"""Tests of which charts a brief has."""
