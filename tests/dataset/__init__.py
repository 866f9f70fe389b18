"""Tests of deliveries, checks and vintages."""
