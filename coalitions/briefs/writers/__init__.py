"""Ways out: a file of briefs, and paper."""
