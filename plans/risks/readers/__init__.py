"""Risk worksheets of others, read from tables."""
