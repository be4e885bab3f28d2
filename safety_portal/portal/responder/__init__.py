"""The schools that officers and responders answer for, at hand on a phone also without a signal.

What a phone keeps holds no text of a restricted section, and ends with the membership.
"""
