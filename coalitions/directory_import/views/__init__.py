"""Pages of bringing in schools, and what their preview says."""
