"""Who asks to join and by which rules, and where champions spoke."""
