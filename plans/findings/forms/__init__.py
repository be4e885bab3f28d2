"""Crispy forms of findings. They check and hand cleaned data to an action; they never save."""
