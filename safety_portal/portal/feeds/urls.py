"""Addresses of one's own calendar, and of what calendars read."""

from django.urls import path

from safety_portal.core.accounts.models import User
from safety_portal.core.authority import anyone, gate, signed_in
from safety_portal.portal.feeds import views
from safety_portal.portal.feeds.policies import can_keep_calendar


def own_account(user: User) -> User:
    """The account itself: nobody opens another's."""
    return user


urlpatterns = [
    path(
        "account/calendar/",
        gate(signed_in, views.own, fetch=own_account, posting=can_keep_calendar),
        name="feed_own",
    ),
    path(
        "account/calendar/revoke/",
        gate(can_keep_calendar, views.revoke, fetch=own_account),
        name="feed_revoke",
    ),
    path(
        "calendar/<str:token>.ics",
        gate(anyone, views.calendar, before_second_step=True),
        name="feed_calendar",
    ),
]
