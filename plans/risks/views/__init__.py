"""Risks as pages: the list with its map, one of them, importing."""
