"""A plan begins, its next edition begins; and the locks under which everything of an edition changes."""
