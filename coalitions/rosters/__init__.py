"""People imported from a roster or list: read, matched with those there are, looked at, written.

A row is somebody by the number its system gave, then by address, then by username; never by name
(match_people.py).
"""
