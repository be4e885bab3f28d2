"""A prevention brief: a page on a matrix of goals by functions, with a question members discuss.

draft -> proposed -> published -> retired (lifecycle.py); a change of a published one is a next
version that goes the same way, and another administrator publishes it than wrote it. One brief a
day stands on the home pages of a coalition, what was covered longest ago first (days/choosing.py).
"""
