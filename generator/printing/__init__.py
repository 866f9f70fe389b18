"""From pages to archival and accessible PDF files. The only door to the layout engine."""
