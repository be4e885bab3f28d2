"""Pages of one's own account that are more than allauth's."""
