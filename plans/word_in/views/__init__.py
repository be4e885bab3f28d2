"""Pages of importing a plan."""
