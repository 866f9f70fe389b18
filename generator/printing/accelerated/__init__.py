"""Accelerate the layout engine: caches of styles and text; each can be left out."""
