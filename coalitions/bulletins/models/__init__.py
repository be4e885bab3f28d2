"""A bulletin, to whom it went, and what they said and read."""
