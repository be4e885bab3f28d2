"""Drills, the days they were moved from, and what was found at them."""
