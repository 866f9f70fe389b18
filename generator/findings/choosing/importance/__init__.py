"""What matters most about a region: told first, asked about, and left for considering."""
