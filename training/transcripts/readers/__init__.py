"""Files in: a list of trainings is read row by row; nothing is written."""
