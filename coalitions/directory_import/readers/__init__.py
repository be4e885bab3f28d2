"""Files in: a directory of schools is read into places; nothing is written."""
