"""Tables: facts as rows of finished strings in one language."""
