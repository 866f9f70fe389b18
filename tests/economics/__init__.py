"""Economic measurement, checked by hand, by identities and by other programs."""
