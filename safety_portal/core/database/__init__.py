"""PostgreSQL, used well: queries built and planned once, many rows at once, two roles."""
