"""Mail about one's own account.

What carries a link that lets its holder in, and what only tells.
"""

from datetime import timedelta

from allauth.account import app_settings
from django.conf import settings

from safety_portal.core.notices.kinds import Kind
from safety_portal.core.web.secret_addresses import holds_link


def _longest() -> timedelta:
    """How long the links last: of a new password, and of a new address."""
    return max(
        timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT),
        timedelta(days=app_settings.EMAIL_CONFIRMATION_EXPIRE_DAYS),
    )


ACCOUNT = Kind("account", secret_for=_longest)
NOTICE = Kind("account_notice")


def kind_of(text: str) -> Kind:
    """Which of the two a mail is, by what it holds."""
    return ACCOUNT if holds_link(text) else NOTICE
