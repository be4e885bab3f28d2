"""Minutes as files."""
