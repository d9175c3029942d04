"""Seller orders on their way: packing, shipments."""
