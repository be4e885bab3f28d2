"""What is done to meetings: planned, asked to, prepared, opened, written down, approved."""
