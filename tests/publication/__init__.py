"""Tests of the printing and publishing of briefs."""
