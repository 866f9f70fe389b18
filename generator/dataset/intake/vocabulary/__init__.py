"""What offices write in cells: words for periods, territories, units and missing figures."""
