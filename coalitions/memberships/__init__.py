"""A person in a coalition in one role, from a day until a day; who signs for whom meanwhile.

Begun, changed and ended; never deleted. Who holds which seat, who chairs, and how many there are,
is asked here.
"""
