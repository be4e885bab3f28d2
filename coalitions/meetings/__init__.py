"""A coalition meets: invitations, an agenda made of what is open, attendance, minutes.

planned -> held -> minutes_draft -> approved, or cancelled with a reason (lifecycle.py). Each line
of the agenda says who reads it (public, members, restricted), and so does what is written under it.
What the agenda may be made of is offered by the apps and composed by the portal (offers.py).
Approved minutes never change: what was wrong in them is said by a dated correction.
"""
