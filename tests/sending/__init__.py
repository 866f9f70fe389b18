"""Letters to the akimats."""
