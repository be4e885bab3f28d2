"""Accounts: who signs in, by password, passkey or an issuer, with a second step.

A person (coalitions) is not an account.
An accepted invitation joins the two.
"""
