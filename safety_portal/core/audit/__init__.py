"""Audit: who did what, when, on what.

Written by actions in their own transaction, never changed afterwards.
"""
