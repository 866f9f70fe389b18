"""Sentences on growth in shocks beside diversification before them."""
