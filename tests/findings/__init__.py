"""Tests of the facts and claims."""
