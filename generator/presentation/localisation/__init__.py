"""One language: its numbers, dates, names and sentences. The only door to Babel."""
