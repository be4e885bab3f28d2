"""Pages of WHO, by what the reader is doing."""
