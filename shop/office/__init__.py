"""The staff's screens; no rules."""
