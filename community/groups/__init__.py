"""Communities and markets, and who belongs to them."""
