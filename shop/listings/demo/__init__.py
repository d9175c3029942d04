"""A market to try things on: invented sellers, communities and goods of the demo data."""
