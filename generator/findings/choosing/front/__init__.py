"""Blocks of the first page: the large chart, the facts, the industries, what is not there."""
