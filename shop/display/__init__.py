"""How prices, dates, pictures and states are written on every screen."""
