"""Settings by place: base holds what is the same everywhere; demo, test and production say what differs."""
