"""How a person can be reached.

Changed by an administrator, and forgotten when nobody needs it any more.
"""

from datetime import date

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from coalitions.memberships import policies
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person, RosterIdentity
from coalitions.records.queries import forgettable
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record_each
from safety_portal.core.authority import require, unasked
from safety_portal.core.names import tidy_address, tidy_name
from safety_portal.core.notices import outbox
from safety_portal.core.notices.kinds import Kind
from safety_portal.core.refusals import Refused, refusing


@transaction.atomic
def change_contact(*, person: Person, by: User, name: str, email: str, phone: str) -> Person:
    """Change name, address and telephone of a person's record; returns it.

    The address an account signs in with stays.

    The old address is told where to. Raises PermissionDenied, and Refused for an address that is
    none or another's. Writes an audit row in every coalition the
    person is in.
    """
    require(policies.can_keep_record(by, person))
    person = (
        Person.objects.select_for_update(no_key=True, of=("self",))
        .select_related("district")
        .get(pk=person.pk)
    )
    with refusing("email"):
        email = tidy_address(email) if email.strip() else ""
    new = {"name": tidy_name(name), "email": email, "phone": phone.strip()[:40]}
    taken = (
        Person.objects.filter(district_id=person.district_id, email__iexact=new["email"])
        .exclude(pk=person.pk)
        .first()
    )
    if new["email"] and taken:
        raise Refused(
            f"{new['email']} is the address of {taken.name} here. If they are one person, merge the two records.",
            field="email",
        )
    changed = [field for field, value in new.items() if getattr(person, field) != value]
    before = person.email
    for field in changed:
        setattr(person, field, new[field])
    if changed:
        person.save(update_fields=changed)
        _record(person, by=by, changed=changed)
    if "email" in changed and before:
        _tell_old_address(person, before, by=by)
    return person


def _record(person: Person, *, by: User | None, changed: list[str]) -> None:
    """An audit row where the person is a member.

    Addresses themselves are not kept in it for ever.
    """
    coalitions = (
        Membership.objects.filter(person=person)
        .order_by("coalition_id")
        .values_list("coalition_id", flat=True)
    )
    detail = {
        "by": by,
        "action": "person.changed",
        "subject": person,
        "detail": {"fields": ", ".join(changed)},
    }
    record_each({**detail, "scope": coalition} for coalition in coalitions.distinct() or [None])


def _tell_old_address(person: Person, before: str, *, by: User | None) -> None:
    context = {"person": person, "asker": str(by) if by else "", "district": person.district}
    outbox.post(
        key=f"contact-changed:{person.pk}:{timezone.now().isoformat()}",
        kind=Kind("contact_changed"),
        to=before,
        name=person.name,
        subject=f"Your address at {person.district.name} was changed",
        text=render_to_string("coalitions/records/mail/contact_changed.txt", context),
    )


@unasked("The portal itself forgets, every night; the operator may type it.")
@transaction.atomic
def forget_people(*, before: date, by: User | None = None) -> int:
    """Remove address, telephone and numbers of people whose last membership ended before the day.

    Returns how many.

    Their names stay, because what they signed, wrote and logged stays. Writes an audit row each.
    """
    people = list(forgettable(before=before).select_for_update(no_key=True, of=("self",)))
    ids = [person.pk for person in people]
    RosterIdentity.objects.filter(person__in=ids).delete()
    Person.objects.filter(pk__in=ids).update(email="", phone="", forgotten_at=timezone.now())
    detail = {"last_membership_before": before.isoformat()}
    record_each(
        {"by": by, "action": "person.forgotten", "subject": person, "detail": detail}
        for person in people
    )
    return len(people)
