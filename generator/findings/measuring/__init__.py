"""Measure: from the panel of one vintage to numbers, without words."""
