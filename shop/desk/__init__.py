"""The seller's screens; no rules."""
