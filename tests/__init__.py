"""The manual of the program, as examples that can fail."""
