"""Pages of programs and of the catalogue."""
