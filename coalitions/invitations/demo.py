"""The people of the demo whom anybody may be, one a role. Nobody outside the demo."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User


def accounts_of_demo() -> QuerySet[User]:
    """The accounts that the page of signing in offers. A queryset."""
    emails = [email for _, email in demo_sign_ins()]
    return User.objects.filter(email__in=emails, is_active=True)


def demo_sign_ins() -> list[tuple[str, str]]:
    """(label, e-mail) of the demo district's first account in each role, in the order of roles.

    Empty outside the demo.
    """
    if not settings.DEMO:
        return []
    of_demo = {
        "person__district__nces_id": settings.DEMO_DISTRICT,
        "person__account__is_active": True,
    }
    held = Membership.objects.current(timezone.localdate()).filter(**of_demo)
    first = held.order_by("role", "id").distinct("role").select_related("person__account")
    by_role = {membership.role: membership for membership in first}
    found = [by_role[role] for role in Role.values if role in by_role]
    return [
        (f"{each.get_role_display()}: {each.person.name}", account.email)
        for each in found
        if (account := each.person.account)
    ]
