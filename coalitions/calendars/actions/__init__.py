"""A calendar is typed, year by year and span by span, or imported from a file."""
