"""Who leaves, who names a designee, and who keeps a person’s record."""

from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY, can_administer
from coalitions.access.roles import Group
from coalitions.memberships.models.designation import Designation
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from coalitions.people.queries import RecordHere
from coalitions.schools.policies import administered_districts
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied, asked_of_many


def can_keep_record(user: User, person: Person) -> Allowed | Denied:
    """Change somebody's record, or merge it.

    Who administers the district's coalition, or every coalition the person was in.

    Whoever writes the address decides who is invited by it, so a school's administrator must not
    write that of others.
    """
    if access_of(user).view_as:
        return LOOKING_ONLY
    if person.pk in records_kept(user, [person]):
        return Allowed()
    return _in_others_too(person)


def _in_others_too(person):
    return Denied(
        f"{person} is in other coalitions too. An administrator of the district’s coalition changes this record."
    )


def records_kept(user: User, people: list[Person]) -> frozenset[int]:
    """Ids of those of `people` (of one district) whose records the account keeps.

    One query, for lists.
    """
    ids = {person.pk: person.district_id for person in people}
    if set(ids.values()) <= administered_districts(user):
        return frozenset(ids)
    administered = {
        grant.coalition_id for grant in access_of(user).grants if grant.group == Group.ADMINISTRATOR
    }
    memberships = Membership.objects.filter(person__in=ids).values_list("person_id", "coalition_id")
    known = {person for person, _ in memberships}
    return frozenset(
        known - {person for person, coalition in memberships if coalition not in administered}
    )


def records_kept_here(user: User, records):
    """Say of each of many RecordHere what can_keep_record_here says: one query for all of them."""
    people = [here.person for here in records]
    kept = records_kept(user, people) if records else ()
    return [
        can_administer(user, here.coalition)
        and (Allowed() if here.person.pk in kept else _in_others_too(here.person))
        for here in records
    ]


@asked_of_many(records_kept_here)
def can_keep_record_here(user: User, here) -> Allowed | Denied:
    """The same on the pages of one coalition, for its administrators: of a RecordHere."""
    return can_administer(user, here.coalition) and can_keep_record(user, here.person)


def pairs_kept_here(user: User, pairs):
    """Say of each of many RecordPair whether the account keeps both records: one query for each
    side.
    """
    others = [RecordHere(pair.other, pair.coalition) for pair in pairs]
    return [
        kept and other
        for kept, other in zip(
            records_kept_here(user, pairs), records_kept_here(user, others), strict=True
        )
    ]


@asked_of_many(pairs_kept_here)
def can_merge_here(user: User, pair):
    """Make two records one: who keeps both."""
    return can_keep_record_here(user, pair) and can_keep_record(user, pair.other)


def can_leave(user: User, membership: Membership) -> Allowed | Denied:
    """End a membership oneself: only one's own."""
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    if membership.person_id in access.person_ids:
        return Allowed()
    return Denied(
        f"Only {membership.person} leaves here. Administrators of {membership.coalition} end memberships."
    )


def can_designate(user: User, membership: Membership) -> Allowed | Denied:
    """Say who signs for the holder of a seat.

    That member, and the coalition's administrators, who record it.
    """
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    if membership.person_id in access.person_ids or Group.ADMINISTRATOR in access.groups_in(
        membership.coalition
    ):
        return Allowed()
    return Denied(
        f"Only {membership.person} or an administrator of {membership.coalition} says who signs for them."
    )


def can_end_designation(user: User, designation: Designation) -> Allowed | Denied:
    """End it: who may make it, and the designee, who need not go on."""
    if not access_of(user).view_as and designation.designee.person_id in access_of(user).person_ids:
        return Allowed()
    return can_designate(user, designation.holder)
