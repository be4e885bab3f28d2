"""Who may do what in a coalition. Each policy answers Allowed or Denied with the sentence a person is shown."""

from coalitions import roles
from coalitions.standing import standing_of
from safety_portal.authority import Allowed, Denied

LOOKING_ONLY = Denied("You are looking at the portal as another role. Stop that first; looking changes nothing.")


def _groups(user, coalition):
    return standing_of(user).groups_in(coalition)


def can_see(user, coalition):
    """Anybody whom `visible_to` let through: members, and those whose reading reaches here."""
    return Allowed()


def is_member(user, coalition):
    """Current members only; what reaches in from above or below reads plans, not the coalition's own pages."""
    if standing_of(user).holds_in(coalition):
        return Allowed()
    return Denied(f"Only members of {coalition} see this page.")


def can_see_people(user, coalition):
    """Who is in it: its members, and the district's administrators, officers and responders."""
    standing = standing_of(user)
    if standing.holds_in(coalition):
        return Allowed()
    if roles.MEMBERS in standing.levels_in(coalition) and coalition.school_id:
        return Allowed()
    return Denied(f"Only members of {coalition} see who is in it.")


def can_administer(user, coalition):
    """Invite, end memberships, set seats, verify, publish: the coalition's own administrators."""
    standing = standing_of(user)
    if standing.seen_as:
        return LOOKING_ONLY
    if "administrator" in standing.groups_in(coalition):
        return Allowed()
    return Denied(f"Only an administrator of {coalition} may do this.")


def can_read_audit(user, coalition):
    """The record of every change: administrators."""
    if "administrator" in _groups(user, coalition):
        return Allowed()
    return Denied(f"Only an administrator of {coalition} reads the record of changes.")


def can_import_schools(user, subject=None):
    """The operator imports any file; an administrator of a district's coalition only rows of that district."""
    if user.is_superuser or administered_districts(user):
        return Allowed()
    return Denied("Only the operator, or an administrator of a district's coalition, brings in schools.")


def administered_districts(user):
    """Ids of the districts whose own coalition the account administers."""
    holds = standing_of(user).holds
    return frozenset(hold.district_id for hold in holds if hold.group == "administrator" and not hold.of_school)
