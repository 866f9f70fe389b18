"""Print many briefs at once: worker processes here, or on other machines."""
