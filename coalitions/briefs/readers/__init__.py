"""Ways in: a file of briefs, and the library that comes with the portal."""
