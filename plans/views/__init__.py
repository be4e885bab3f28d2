"""Pages of WHAT, by what the reader is doing."""
