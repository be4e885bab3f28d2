"""Revisions, each one saved state of a section; what differs between two; the record of changes.

Who saved it, when and why is kept with it; it is never changed.
"""
