"""Files out: CSV that a spreadsheet cannot take for formulas, and paper."""
