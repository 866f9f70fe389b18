"""Code lists behind every figure: regions with their borders, districts, industries."""
