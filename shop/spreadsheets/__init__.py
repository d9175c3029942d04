"""Goods that sellers bring and take away as spreadsheets."""
