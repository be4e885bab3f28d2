"""A mail with a link that lets its holder act."""

from datetime import timedelta

from safety_portal.core.notices.kinds import Kind

LINK = "http://localhost:8000/invitations/t0k3n-of-this-test/"
INVITATION = Kind("invitation", secret_for=lambda: timedelta(days=14))
