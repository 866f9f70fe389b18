"""Letters to the akimats: addressed, guarded, registered and sent; each once."""
