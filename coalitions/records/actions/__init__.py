"""Contacts change, records are merged and forgotten."""
