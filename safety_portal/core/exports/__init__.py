"""Files out: CSV that a spreadsheet cannot take for formulas, paper, and what apps give away."""
