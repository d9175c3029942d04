"""What a buyer placed in one checkout, and each seller's share of it."""
