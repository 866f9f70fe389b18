"""Tests of languages: numbers, endings, names, catalogues."""
