"""Choose what is said of figures that are each of a year of their own."""
