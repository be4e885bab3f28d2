"""Pages of training from a file, and what their preview says."""
