"""Pages of importing schools, and what their preview says."""
