"""What is done with drills: planned, moved, canceled, told of, logged, corrected."""
