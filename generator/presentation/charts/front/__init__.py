"""Charts of the first page and of the cards: one form for each kind of lead."""
