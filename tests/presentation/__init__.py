"""Tests of numbers, words, charts and pages."""
