"""A plan begins, its next edition begins.

And the locks under which everything of an edition changes.
"""
