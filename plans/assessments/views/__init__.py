"""Pages of assessments, and what a phone sends from a walk."""
