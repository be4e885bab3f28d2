"""A file is kept, its passages decided about, and the plan made."""
