"""Pages of reunification: how ready a school is, what is kept of it, what is printed."""
