"""From numbers to findings: language-neutral facts, and the claims that they license."""
