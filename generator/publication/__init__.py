"""Publish: what is stale and why, the ledger, editions, and the swap of the output folder."""
