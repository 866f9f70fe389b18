"""Out of the program: PDF files and the folder they are published in."""
