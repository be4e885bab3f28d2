"""Somebody known to a district, with or without an account.

Rosters make people; an invitation that is accepted makes an account.
"""
