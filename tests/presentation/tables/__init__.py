"""Tests of tables as rows of finished strings."""
