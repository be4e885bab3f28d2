"""Asking for a copy as PDF."""

from django.urls import reverse

from plans.book import actions
from plans.book.writers.printing import key_of
from safety_portal.core.accounts.models import User


def again(account):
    """The account as the next request knows it."""
    return User.objects.get(pk=account.pk)


def address(edition, name="book_print"):
    rest = ["pdf"] if name == "book_download" else []
    return reverse(name, args=["juniper", edition.plan_id, edition.number, *rest])


def ask(edition, account):
    return actions.ask_copy(edition=edition, key=key_of(edition, reader=account), by=account)
