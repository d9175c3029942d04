"""How a seller's goods reach the buyer, and for how much."""
