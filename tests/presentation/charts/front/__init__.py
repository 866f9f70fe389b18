"""Charts of the first page."""
