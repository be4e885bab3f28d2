"""What is typed about a training, and whose it is."""
