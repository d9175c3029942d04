"""The basket's screens; its tables are Oscar's."""
