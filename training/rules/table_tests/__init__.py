"""Table tests: cases that somebody wrote from citations and a calendar, read and compared."""
