"""Who sells: one seller has one Oscar partner behind it."""
