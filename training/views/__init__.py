"""Pages of PRACTICE, by what the reader is doing."""
