"""Measure the market against its limits: `python -m tests.bench [section …]`."""
