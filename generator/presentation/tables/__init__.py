"""Print tables: facts as rows of finished strings in one language."""
