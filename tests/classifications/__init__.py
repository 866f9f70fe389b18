"""Tests of the lists that every figure refers to."""
