"""What the claims of one brief speak of, and the rules by which they must not contradict."""
