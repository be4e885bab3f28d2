"""The worksheet as rows of a file."""
