"""Measure one vintage: from the panel to indicators, ranks, trajectories and regressions."""
