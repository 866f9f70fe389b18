"""Send letters: addresses, plan, text, guard, register, SMTP with retries, bounces."""
