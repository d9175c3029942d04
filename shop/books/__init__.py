"""Proof that the books agree: audit_books."""
