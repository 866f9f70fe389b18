"""Accounting identities of growth: its parts beside the nation."""
