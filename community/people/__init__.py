"""The people: sign in by e-mail or phone."""
