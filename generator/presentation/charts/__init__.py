"""Charts as vector graphics: facts in, SVG out. The only door to matplotlib."""
