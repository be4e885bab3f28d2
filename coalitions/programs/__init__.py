"""A prevention program of a coalition: recommended, adopted by a meeting, run, measured, reviewed.

recommended -> adopted -> running -> ended, or declined with a reason (lifecycle.py). It is of a
kind of the catalogue, which comes with the portal and to which coalitions add entries of their own,
on the matrix of prevention (coalitions/prevention). Each measure has a goal and numbers by day;
what they say is compared with before the program began. No student is counted by name.
"""
