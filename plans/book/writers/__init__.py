"""Files out, all from one assembled book."""
