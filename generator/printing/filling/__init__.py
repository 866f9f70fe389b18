"""Fill pages: spread what is left of each over the gaps between its blocks."""
