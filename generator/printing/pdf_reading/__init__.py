"""Read parts of a finished PDF that is open: its structure tree, its fonts, its pages."""
