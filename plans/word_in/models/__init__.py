"""A file that was brought, and its passages."""
