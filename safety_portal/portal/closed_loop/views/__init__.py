"""Pages of loops: one, and all of a place."""
