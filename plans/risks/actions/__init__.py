"""Hazards are chosen, weighed, accepted, set aside, and imported."""
