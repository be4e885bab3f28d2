"""What champions take along on paper."""
