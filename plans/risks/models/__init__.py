"""The rows of risks: hazards, risks, what was decided on them, files that are looked at."""
