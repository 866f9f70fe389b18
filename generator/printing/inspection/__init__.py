"""Check a finished file by the letter of PDF/UA-1 and PDF/A-3a, from its bytes."""
