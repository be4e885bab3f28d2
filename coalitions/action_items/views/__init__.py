"""Pages of action items: the list, the board, the file, and the forms."""
