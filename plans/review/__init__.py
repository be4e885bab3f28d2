"""Reviewers by role, a due date, a decision each."""
