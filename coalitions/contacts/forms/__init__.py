"""Contacts as forms."""
