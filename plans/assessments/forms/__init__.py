"""Crispy forms of assessments. They check and hand cleaned data to an action; they never save."""
