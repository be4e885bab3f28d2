"""Memberships and designations begin, change and end."""
