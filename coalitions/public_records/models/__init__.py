"""What was asked for, and what was put together for it."""
