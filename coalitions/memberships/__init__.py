"""A person in a coalition in one role, from a day until a day.

And who signs for the holder of a seat meanwhile.

Begun, changed and ended; never deleted. Who holds which seat, who chairs, and how many there are,
is asked here.
"""
