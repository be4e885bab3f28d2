"""Layouts and validation of WHO; a form never saves, it hands its cleaned data to an action."""
