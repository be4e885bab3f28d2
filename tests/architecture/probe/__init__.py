"""A small house, rightly built, and the ways to build its noun `meetings` wrongly.

What the guard itself is tested on.
"""
