"""Pages of a coalition itself."""
