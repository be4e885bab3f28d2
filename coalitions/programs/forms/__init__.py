"""Forms of programs and of the catalogue."""
