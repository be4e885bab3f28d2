"""Which lines are headings where no style says so, and the tree that they propose."""
