"""Who is told that something runs low, and that it is back."""
