"""A section of a plan that must change because of an action item.

It is known by its lineage, so that it stays the same section from edition to edition. Whether it
was changed is told by the editions that came into force since, and stored nowhere.
"""
