"""Comments and suggestions, and what they have in common."""
