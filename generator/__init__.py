"""Oblys: economic briefs for Kazakhstan's regions, from official statistics."""
