"""Local budgets, the year so far, and how far first figures moved: numbers."""
