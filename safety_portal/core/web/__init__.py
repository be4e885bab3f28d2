"""What holds for every request, answer and address."""
