"""Pages that show a plan whole."""
