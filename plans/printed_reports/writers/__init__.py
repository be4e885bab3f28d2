"""The report of a walk on paper."""
