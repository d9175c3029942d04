"""Wiring only: settings, URLs, start-up checks, and the machine underneath."""
