"""Pages of findings, and those of assessments that show what was found."""
