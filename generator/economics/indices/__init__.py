"""Indices: what one region, or all of them together, look like in one number."""
