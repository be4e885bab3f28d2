"""A plan, its editions, their sections and pictures; and who got them."""
