"""Bulletins are sent, read, sent again, told more of, answered, taken back, and deleted."""
