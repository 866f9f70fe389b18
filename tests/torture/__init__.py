"""Cut off builds and issues in every way, and hold what is left against what must be there."""
