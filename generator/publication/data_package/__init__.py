"""All facts of all vintages as a data package for programs and spreadsheets."""
