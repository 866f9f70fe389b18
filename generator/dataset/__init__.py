"""Input figures: receive deliveries, check cells and sums, join them into one panel a vintage."""
