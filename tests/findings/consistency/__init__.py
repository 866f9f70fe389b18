"""Tests of what claims speak of, and of contradictions between them."""
