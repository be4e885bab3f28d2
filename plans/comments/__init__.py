"""A remark on a section or on words of it, and other words suggested for it."""
