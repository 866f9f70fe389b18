"""Print HTML as archival, accessible PDF and check it; the only door to the layout engine."""
