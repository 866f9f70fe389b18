"""Rules about figures that are possible and yet hardly right; each asks, and none decides."""
