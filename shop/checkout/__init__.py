"""Three short screens from basket to purchase."""
