"""A membership, and the designation of somebody who signs for a member."""
