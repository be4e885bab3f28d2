"""Agreements are recorded, amended, reviewed, renewed, ended; papers added; officers assigned."""
