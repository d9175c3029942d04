"""Double entry: append-only, sealed, every balance a sum."""
