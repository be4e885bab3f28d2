"""Accounts are opened and closed, their second step reset or sealed anew, browsers signed out."""
