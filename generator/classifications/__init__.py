"""The lists that every figure refers to: regions and industries."""
