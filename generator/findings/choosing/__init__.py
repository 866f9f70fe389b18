"""Choose what a brief says: the rules from facts to claims, by topic, such as structure."""
