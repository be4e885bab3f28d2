"""Files from people: judged by their content, kept apart, read row by row."""
