"""Local budgets of whole years, before they are compared."""
