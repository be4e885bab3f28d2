"""Pages of bringing in a plan."""
