"""A program with its measures, numbers and reviews; an entry of an own catalogue."""
