"""A small house, rightly built, and the ways to build its noun `meetings` wrongly: what the guard itself is tested on."""
