"""A section that named roles must read; an acknowledgement says that a person read that text."""
