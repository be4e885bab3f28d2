"""The text of an edition being written: edited, drafted, merged, arranged.

And who has a section open right now.
"""
