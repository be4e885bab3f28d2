"""Pages of whoever writes."""
