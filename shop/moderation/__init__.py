"""What may not be sold, and what staff look at before buyers see it."""
