"""The figures: deliveries as received, checked, and joined into one panel per vintage."""
