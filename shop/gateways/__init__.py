"""The outside world of money: one module a provider, and the webhook inbox."""
