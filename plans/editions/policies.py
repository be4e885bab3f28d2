"""Who may read a plan and who may write it.

Each policy answers Allowed or Denied with the sentence a person is shown.
"""

from coalitions.access import roles
from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY, can_administer
from coalitions.access.roles import Group
from coalitions.coalition.models import Coalition
from coalitions.schools.policies import administered_districts
from plans.editions.models.edition import Edition
from plans.editions.models.plan import Plan
from plans.editions.models.section import Section
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_see_plans(user: User, coalition: Coalition) -> Allowed | Denied:
    """The list of plans: everybody whom `visible_to` let through to the coalition."""
    return Allowed()


def can_ask_for_plan(user: User, coalition: Coalition) -> Allowed | Denied:
    """Ask a school's coalition for the plan it does not have.

    The administrators of its district's coalition.
    """
    if access_of(user).view_as:
        return LOOKING_ONLY
    if coalition.school_id and coalition.district_id in administered_districts(user):
        return Allowed()
    return Denied("Only an administrator of the district’s coalition asks a school for its plan.")


def can_read_plan(user: User, plan: Plan) -> Allowed | Denied:
    """Open a plan at all; what is readable in it is decided section by section."""
    return Allowed()


def can_read_edition(user: User, edition: Edition) -> Allowed | Denied:
    """Open an edition, and take a copy of what one may read in it.

    Everybody whom `visible_to` let through.
    """
    return Allowed()


def can_see_drafts(user: User, coalition: Coalition) -> Allowed | Denied:
    """See each edition of a coalition's plans in work, also while it is only drafted.

    As open_to lets everybody in.

    Whoever may not is never told that none is in work.
    """
    for grant in access_of(user).grants:
        is_member = grant.coalition_id == coalition.pk and grant.group != Group.COMMUNITY
        reaches_down = (
            coalition.school_id and not grant.of_school and grant.group in roles.READS_DOWN
        )
        if is_member or (reaches_down and grant.district_id == coalition.district_id):
            return Allowed()
    return Denied(f"What {coalition} is writing is shown to its members.")


def can_read_section(user: User, section: Section) -> Allowed | Denied:
    """Read one section's text.

    By the level the reader has in the coalition, or as a named reviewer of an open round.
    """
    coalition = section.edition.plan.coalition
    if section.sensitivity in access_of(user).levels_in(coalition):
        return Allowed()
    if _is_put_to(user, section):
        return Allowed()
    if section.sensitivity == roles.RESTRICTED:
        return Denied(
            f"This section is restricted. Administrators of {coalition} say who reads it."
        )
    return Denied(f"This section is for members of {coalition}.")


def _is_put_to(user: User, section: Section) -> bool:
    holds = [
        grant.membership_id for grant in access_of(user).grants if grant.group != Group.COMMUNITY
    ]
    return section.reviewers.filter(membership_id__in=holds, round__closed_at__isnull=True).exists()


def can_edit(user: User, plan: Plan) -> Allowed | Denied:
    """Write the text, and move the plan through its life: the coalition's administrators."""
    return can_administer(user, plan.coalition)


def can_edit_edition(user: User, edition: Edition) -> Allowed | Denied:
    """Write, add, move and remove sections of an edition: as can_edit."""
    return can_edit(user, edition.plan)


def can_edit_section(user: User, section: Section) -> Allowed | Denied:
    """Write one section's text and say who reads it: as can_edit."""
    return can_edit(user, section.edition.plan)


def can_see_signatures(user: User, edition: Edition) -> Allowed | Denied:
    """Who has signed, by name and seat: whoever reads what members read.

    Parents and students see the plan, not the names.
    """
    coalition = edition.plan.coalition
    if roles.MEMBERS in access_of(user).levels_in(coalition):
        return Allowed()
    return Denied(f"Only members of {coalition} see who signed its plan.")
