"""Accelerations of the layout engine: each can be left out without a change in the file."""
