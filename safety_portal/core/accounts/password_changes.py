"""A new password in place of the old one.

Of several posts at the same moment the first changes it, the others find it done.
"""

from allauth.account import views as account
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import redirect

from safety_portal.core.accounts.requests import GatedRequest


def change(request: GatedRequest[None]) -> HttpResponseBase:
    """allauth's page, whose form asks for the old password.

    Locks the account, so that one change is told of once.
    """
    if request.method != "POST":
        return account.password_change(request)
    before = request.user.password
    with transaction.atomic():
        request.user.refresh_from_db(
            from_queryset=get_user_model().objects.select_for_update(no_key=True)
        )
        if request.user.password != before:
            return redirect("account_change_password")
        return account.password_change(request)
