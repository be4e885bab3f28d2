"""Search: what apps offer of their rows to be found, and the two queries that find in all of them.

A source begins at visible_to: what its reader may not read is neither found nor counted.
"""
