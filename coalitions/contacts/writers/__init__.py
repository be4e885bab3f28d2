"""Sheets of contacts as files."""
