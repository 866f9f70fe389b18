"""Associations beside the regression: growth in shocks on diversification before them, lags."""
