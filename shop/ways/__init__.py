"""The ways to pay, each a module behind one port (base.py)."""
