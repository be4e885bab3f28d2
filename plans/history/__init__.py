"""One saved state of a section, who, when and why; never changed.

What differs between two, and the record of changes.
"""
