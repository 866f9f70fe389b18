"""Say it in a language: catalogue, grammar (as Kazakh suffixes), numbers, names, line breaks."""
