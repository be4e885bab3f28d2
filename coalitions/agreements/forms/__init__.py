"""What is typed about an agreement, its papers and its officers."""
