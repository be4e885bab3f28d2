"""What reading leaves behind: who read what is restricted, and who got the edition in force."""

from datetime import timedelta

from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.roles import RESTRICTED
from coalitions.memberships.models.membership import Membership
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.distribution import Channel, Distribution, RestrictedRead
from safety_portal.core.audit.record import unrecorded
from safety_portal.core.authority import unasked

# A page and its pictures are one reading.
SAME_READING = timedelta(minutes=10)


@unasked("It writes down what somebody was just let read: to refuse would lose that.")
@unrecorded("It is itself the record of who read what.")
def note_reads(*, sections, by, channel=Channel.OPENED):
    """Record that `by` read the restricted ones among `sections` (with edition, plan and
    coalition); returns how many.

    Every reading counts, the second of a day too: the record answers who had the text before them,
    and when.
    """
    now = timezone.now()
    rows = [
        RestrictedRead(**_fields_of_read(section, by, channel, now))
        for section in sections
        if section.sensitivity == RESTRICTED
    ]
    if rows:
        RestrictedRead.objects.bulk_create(rows)
    return len(rows)


@unasked("It writes down what somebody was just let read: to refuse would lose that.")
@unrecorded("It is itself the record of who read what.")
def note_revisions(*, revisions, section, by):
    """Record a read of `section` where it, or one of the `revisions` of it that are shown, is
    restricted; returns how many.

    A text that was restricted when it was saved stays so, also where the section has been opened to
    members since.
    """
    if RESTRICTED not in {section.sensitivity, *(revision.sensitivity for revision in revisions)}:
        return 0
    RestrictedRead.objects.create(**_fields_of_read(section, by, Channel.OPENED, timezone.now()))
    return 1


@unasked("It writes down what somebody was just let read: to refuse would lose that.")
@unrecorded("It is itself the record of who read what.")
def note_picture(*, sections, by):
    """Record that `by` opened a picture that stands, where `by` may read, only in restricted
    `sections`, newest edition first.

    It counts as reading those of the newest edition. Its pages ask for each of their pictures: who
    read one of the sections a moment ago, or another picture of it, is not recorded again. Returns
    how many were recorded.
    """
    if not sections or any(section.sensitivity != RESTRICTED for section in sections):
        return 0
    since = timezone.now() - SAME_READING
    if RestrictedRead.objects.filter(account=by, section__in=sections, read_at__gt=since).exists():
        return 0
    newest = sections[0].edition_id
    return note_reads(
        sections=[section for section in sections if section.edition_id == newest], by=by
    )


@unasked("It writes down what somebody was just let read: to refuse would lose that.")
@unrecorded("It is itself the record of who read what.")
def note_opening(*, edition, by, channel=Channel.OPENED):
    """Record the first time an account gets the edition in force by one channel, for the record of
    distribution.
    """
    if edition.status != EditionStatus.IN_FORCE or access_of(by).view_as:
        return
    if Distribution.objects.filter(edition=edition, account=by, channel=channel).exists():
        return
    coalition = edition.plan.coalition
    held = Membership.objects.filter(
        pk__in=[grant.membership_id for grant in _grants_of(by, coalition)[:1]]
    )
    membership = held.select_related("person", "agency").first()
    row = Distribution(
        edition=edition,
        account=by,
        channel=channel,
        delivered_at=timezone.now(),
        recipient_name=str(by)[:200],
    )
    if membership:
        row.recipient_name = membership.person.name
        row.recipient_title = membership.title or membership.get_role_display()
        row.agency_name = str(membership.agency or "")
    # Two windows opened at once: the second finds the first one's row.
    Distribution.objects.bulk_create([row], ignore_conflicts=True)


def _fields_of_read(section, by, channel, now):
    """The fields of a RestrictedRead."""
    return {
        "section": section,
        "section_title": section.title,
        "coalition_id": section.edition.plan.coalition_id,
        "account": by,
        "reader_name": str(by)[:254],
        "role": _role_of(by, section.edition.plan.coalition),
        "channel": channel,
        "read_at": now,
    }


def _grants_of(user, coalition):
    """The account's memberships, those in the coalition first: by one of them it reads."""
    return sorted(access_of(user).grants, key=lambda grant: grant.coalition_id != coalition.pk)


def _role_of(user, coalition):
    """The role in which a restricted section is read.

    In the coalition, or the one that reaches into it.
    """
    return next((grant.role for grant in _grants_of(user, coalition)), "")
