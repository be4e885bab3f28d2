"""Pages of bringing in people, and what their preview says."""
