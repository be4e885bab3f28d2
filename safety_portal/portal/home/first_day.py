"""The first day of a coalition.

What its administrator does before anything else can be asked of anybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from coalitions.coalition.models import Coalition
from coalitions.invitations.models import Invitation
from coalitions.memberships.models.membership import Membership
from coalitions.schools.models import School
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import may


@dataclass(frozen=True)
class Step:
    """One thing to begin with, written as the rows of what is owed are; it has no day."""

    title: str
    why: str
    path: str
    verb: str


def steps(coalition: Coalition, user: User, *, has_plan: bool, on: date) -> list[Step]:
    """What `user` has still to do of: the schools, the people, the plan. At most three queries."""
    possible = [*_schools(coalition, user), *_people(coalition, user, on)]
    if not has_plan:
        title = "Import the plan you have, or start one"
        why = "A Word file keeps its sections and its words; the federal structure says what usually stands where."
        possible.append(
            Step(title, why, reverse("workspace_plans", args=[coalition.slug]), "Start")
        )
    return possible


def _schools(coalition: Coalition, user: User) -> Iterator[Step]:
    if not may(user, "directory_import_new"):
        return
    if coalition.school_id or School.objects.filter(district=coalition.district_id).exists():
        return
    why = "From your state’s or the federal directory, as a file."
    yield Step("Import your schools", why, reverse("directory_import_new"), "Import")


def _people(coalition: Coalition, user: User, on: date) -> Iterator[Step]:
    others = (
        Membership.objects.current(on).filter(coalition=coalition).exclude(person__account=user)
    )
    if others.exists() or Invitation.objects.open().filter(coalition=coalition).exists():
        return
    why = "One by one, or as a pasted list. Each seat says whom it is for and who asks for it."
    yield Step(
        "Invite the people", why, reverse("membership_seats", args=[coalition.slug]), "Invite"
    )
