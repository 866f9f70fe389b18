"""Present findings: words in one language, charts, tables, and the brief as HTML."""
