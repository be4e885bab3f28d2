"""A transcript is kept, imported, and worked on."""
