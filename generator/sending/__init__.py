"""Send issued briefs by e-mail: plan, write, check, register and hand over each letter once."""
