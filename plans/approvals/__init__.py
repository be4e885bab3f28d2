"""How a board voted on a frozen edition, by the minutes of its meeting."""
