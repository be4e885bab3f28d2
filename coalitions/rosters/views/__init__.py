"""Pages of importing people, and what their preview says."""
