"""Money that goes back to buyers, by state."""
