"""A transcript is kept, brought in, and worked on."""
