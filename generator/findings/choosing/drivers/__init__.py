"""What drove real growth, and which growth is one of prices alone."""
