"""Accounts: who signs in. A person (coalitions) is not an account.

An accepted invitation joins the two.
"""
