"""Checklists, assessments, answers and photos."""
