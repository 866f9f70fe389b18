"""Complete the structure tree of a printed file, so that it reads well aloud (ISO 14289-1)."""
