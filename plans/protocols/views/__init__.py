"""Pages of whoever reads protocols, and of who asks who has."""
