"""Maintain the catalogues: extract keys, sync, lint, describe slots, collect doubts."""
