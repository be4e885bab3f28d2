"""Who may do what in a coalition. Each policy answers Allowed or Denied with the sentence a person is shown."""

from coalitions.models import Membership
from coalitions.standing import standing_of
from safety_portal.authority import Allowed, Denied

LOOKING_ONLY = Denied("You are looking at the portal as another role. Stop that first; looking changes nothing.")


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
    reaching = {
        hold.group for hold in standing.holds if not hold.of_school and hold.district_id == coalition.district_id
    }
    if coalition.school_id and reaching & {"administrator", "officers", "responders"}:
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


def can_administer_subject(user, subject):
    """The same for something of a coalition: an invitation, a membership, a seat."""
    return can_administer(user, subject.coalition)


def can_keep_record(user, person):
    """Change somebody's record, or merge it: who administers the district's coalition, or every coalition the person was in.

    Whoever writes the address decides who is invited by it, so a school's administrator must not write that of others.
    """
    if standing_of(user).seen_as:
        return LOOKING_ONLY
    if person.pk in records_kept(user, [person]):
        return Allowed()
    return Denied(
        f"{person} is in other coalitions too. An administrator of the district’s coalition changes this record."
    )


def records_kept(user, people):
    """Ids of those of `people` (of one district) whose records the account keeps: one query, for lists."""
    ids = {person.pk: person.district_id for person in people}
    if set(ids.values()) <= administered_districts(user):
        return frozenset(ids)
    administered = {hold.coalition_id for hold in standing_of(user).holds if hold.group == "administrator"}
    held = Membership.objects.filter(person__in=ids).values_list("person_id", "coalition_id")
    known = {person for person, _ in held}
    return frozenset(known - {person for person, coalition in held if coalition not in administered})


def can_keep_record_here(user, person):
    """The same on the pages of one coalition (`person.coalition`), for its administrators."""
    return can_administer(user, person.coalition) and can_keep_record(user, person)


def can_leave(user, membership):
    """End a membership oneself: only one's own."""
    standing = standing_of(user)
    if standing.seen_as:
        return LOOKING_ONLY
    if membership.person_id in standing.person_ids:
        return Allowed()
    return Denied(f"Only {membership.person} leaves here. Administrators of {membership.coalition} end memberships.")


def can_designate(user, membership):
    """Say who signs for the holder of a seat: that member, and the coalition's administrators, who record it."""
    standing = standing_of(user)
    if standing.seen_as:
        return LOOKING_ONLY
    if membership.person_id in standing.person_ids or "administrator" in standing.groups_in(membership.coalition):
        return Allowed()
    return Denied(f"Only {membership.person} or an administrator of {membership.coalition} says who signs for them.")


def can_end_designation(user, designation):
    """End it: who may make it, and the designee, who need not go on."""
    if not standing_of(user).seen_as and designation.designee.person_id in standing_of(user).person_ids:
        return Allowed()
    return can_designate(user, designation.holder)


def can_see_schools(user, coalition):
    """The schools of a district and their coalitions: members of the district's own coalition."""
    if coalition.school_id:
        return Denied(f"{coalition} is the coalition of one school; the list of schools is the district’s.")
    return is_member(user, coalition)


def can_form_coalition(user, school):
    """Form a school's coalition: administrators of its district's coalition, and the operator."""
    if standing_of(user).seen_as:
        return LOOKING_ONLY
    if user.is_superuser or school.district_id in administered_districts(user):
        return Allowed()
    return Denied(f"Only an administrator of the coalition of {school.district} forms one for its schools.")


def can_read_audit(user, coalition):
    """The record of every change: administrators."""
    if "administrator" in standing_of(user).groups_in(coalition):
        return Allowed()
    return Denied(f"Only an administrator of {coalition} reads the record of changes.")


def can_read_reminders(user, coalition):
    """Who was told what they owe, and what became of the mail: administrators. Everybody reads their own under Account."""
    if "administrator" in standing_of(user).groups_in(coalition):
        return Allowed()
    return Denied(f"Only an administrator of {coalition} reads who was reminded; yours are under your account.")


def can_import_schools(user, subject=None):
    """The operator imports any file; an administrator of a district's coalition only rows of that district."""
    if standing_of(user).seen_as:
        return LOOKING_ONLY
    if user.is_superuser or administered_districts(user):
        return Allowed()
    return Denied("Only the operator, or an administrator of a district's coalition, brings in schools.")


def administered_districts(user):
    """Ids of the districts whose own coalition the account administers."""
    holds = standing_of(user).holds
    return frozenset(hold.district_id for hold in holds if hold.group == "administrator" and not hold.of_school)
