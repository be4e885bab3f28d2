"""A plan from a file: read by a child process, its passages mapped to the federal structure by a person, then a plan."""
