"""Draw charts as vectors: widths and colours in ``style``; the only door to matplotlib."""
