"""Economic measurement: numbers in, numbers out; no files, no words."""
