"""Facts become words, figures and pages, in one language at a time."""
