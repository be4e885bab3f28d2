"""Pages of inviting and of whoever opens the link."""
