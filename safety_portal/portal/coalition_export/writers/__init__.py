"""The archive and what goes into it, written as it is read."""
