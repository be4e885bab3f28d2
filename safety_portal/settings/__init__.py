"""Settings by place: base holds what is the same everywhere.

Demo, test and production say what differs.
"""
