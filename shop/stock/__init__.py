"""What is left, and what is held for a checkout; never below zero."""
