"""Meetings, their agenda and minutes, who was invited, and what a coalition decided about them."""
