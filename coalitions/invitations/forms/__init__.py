"""Inviting, and the answer to an invitation."""
