"""What is done with briefs: written, decided, imported, answered, read, used, chosen for a day."""
