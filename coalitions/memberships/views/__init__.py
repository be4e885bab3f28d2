"""Pages of people, seats' holders, memberships and one's own account."""
