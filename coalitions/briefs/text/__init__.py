"""What a brief says: its HTML and the plain text people write it in, its sources, its hazards."""
