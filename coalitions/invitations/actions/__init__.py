"""Invitations are sent, sent again, taken back, accepted, declined."""
